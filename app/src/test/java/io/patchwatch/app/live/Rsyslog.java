package io.patchwatch.app.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real rsyslog with a configuration of its own, which follows files and forwards them. */
final class Rsyslog implements AutoCloseable {

  private final ServerProcess process;

  private Rsyslog(ServerProcess process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param directory for its configuration and state
   * @param files by the program that it names with their lines
   * @param action where they go
   */
  static Rsyslog start(Path directory, Map<String, Path> files, String action) throws IOException {
    Path state = Files.createDirectories(directory.resolve("rsyslog"));
    StringBuilder config =
        new StringBuilder(
            """
            global(workDirectory="%s" localHostname="chat1.example.org" maxMessageSize="64k")
            module(load="imfile" mode="inotify")
            """
                .formatted(state));
    files.forEach(
        (tag, file) ->
            config.append(
                "input(type=\"imfile\" file=\"%s\" tag=\"%s:\" ruleset=\"ship\")\n"
                    .formatted(file, tag)));
    config.append("ruleset(name=\"ship\") {\n").append(action).append("\n}\n");
    Path file = Files.writeString(directory.resolve("rsyslog.conf"), config);
    return new Rsyslog(
        ServerProcess.start(
            "rsyslogd",
            directory,
            Map.of(),
            List.of(
                Installed.program("rsyslogd").toString(),
                "-n",
                "-f",
                file.toString(),
                "-i",
                state.resolve("rsyslogd.pid").toString())));
  }

  @Override
  public void close() {
    process.close();
  }
}
