package io.patchwatch.app.commands;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.policy.PolicyTrial;
import io.patchwatch.app.policy.PolicyTrialText;
import io.patchwatch.events.Finding;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.yaml.YamlMistakes;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch policy test}. */
@Command(
    name = "policy",
    description = "The policy: what is to be patched by when.",
    synopsisSubcommandLabel = "COMMAND")
public final class PolicyCommand {

  private static final int EX_USAGE = 64;
  private static final int EX_CONFIG = 78;
  private static final int LONGEST = 3650;

  @Spec private CommandSpec spec;

  @Command(
      name = "test",
      description =
          "Says what another policy would have made of the recent findings. Changes and sends"
              + " nothing.")
  int test(
      @Mixin ConfigOption option,
      @Option(
              names = "--days",
              paramLabel = "N",
              defaultValue = "7",
              description = "How far to look back. ${DEFAULT-VALUE}")
          int days,
      @Parameters(
              paramLabel = "NEW",
              description =
                  "A configuration with the new detection.policy; other keys may be left out.")
          Path changed)
      throws Stopped {
    if (days < 1 || days > LONGEST) {
      throw new Stopped(EX_USAGE, "--days is " + days + "; use 1 to " + LONGEST);
    }
    Loaded present = option.load();
    Loaded planned = load(changed);
    Collection<Finding> findings =
        NewestRecords.at(present.config().kafka()).of(Topic.FINDINGS, Finding.class);
    Instant now = Clock.systemUTC().instant();
    PolicyTrialText.print(
        PolicyTrial.of(
            present.config().detection().policy(),
            planned.config().detection().policy(),
            findings,
            now.minus(Duration.ofDays(days)),
            now),
        spec.commandLine().getOut());
    return 0;
  }

  private static Loaded load(Path file) throws Stopped {
    try {
      return ConfigFile.load(file, System::getenv);
    } catch (YamlMistakes e) {
      throw new Stopped(EX_CONFIG, String.valueOf(e.getMessage()));
    }
  }
}
