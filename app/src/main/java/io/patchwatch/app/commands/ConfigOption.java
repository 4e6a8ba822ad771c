package io.patchwatch.app.commands;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.events.yaml.YamlMistakes;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
final class ConfigOption {

  private static final int EX_CONFIG = 78;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "patchwatch.yml",
      description = "The configuration; patchwatch.yml if not given.")
  private Path file;

  /** Reads it, or ends the command with all mistakes. */
  ConfigFile.Loaded load() throws Stopped {
    return load(file);
  }

  /** Reads that one. */
  static ConfigFile.Loaded load(Path file) throws Stopped {
    try {
      return ConfigFile.load(file, System::getenv);
    } catch (YamlMistakes e) {
      throw new Stopped(EX_CONFIG, String.valueOf(e.getMessage()));
    }
  }

  Path file() {
    return file;
  }
}
