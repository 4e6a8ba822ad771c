package io.patchwatch.app.commands;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands about rules that names the configuration with values of placeholders. */
final class PlaceholderOption {

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "The configuration whose detection.rules.placeholders hold.")
  private @Nullable Path file;

  /** Values by name; without a configuration none, so that rules which need them are refused. */
  Map<String, List<String>> values() throws Stopped {
    return file == null
        ? Map.of()
        : ConfigOption.load(file).config().detection().rules().placeholders();
  }
}
