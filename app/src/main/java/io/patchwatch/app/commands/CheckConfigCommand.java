package io.patchwatch.app.commands;

import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ConfigFile;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code patchwatch check-config}. */
@Command(
    name = "check-config",
    description = "Checks the configuration and lists every mistake with its remedy.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:it is right", "78:it has mistakes"})
public final class CheckConfigCommand implements Callable<Integer> {

  @Mixin private ConfigOption option;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Stopped {
    ConfigFile.Loaded loaded = option.load();
    Config config = loaded.config();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s is right%n", option.file());
    out.printf("  assets     %d%n", config.assets().size());
    out.printf("  products   %d in the catalogue%n", loaded.catalogue().all().size());
    out.printf("  receivers  %d%n", config.alerting().receivers().size());
    return 0;
  }
}
