package io.patchwatch.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A log file for each server, to which several threads may append. */
final class ServerLogs implements AutoCloseable {

  private final Map<String, Log> logs = new TreeMap<>();

  private record Log(WorkingDay.Server server, Path path, OutputStream end) {}

  /** Creates the directory and in it an empty file for each server. */
  ServerLogs(Path directory, List<WorkingDay.Server> servers) throws IOException {
    Files.createDirectories(directory);
    for (WorkingDay.Server server : servers) {
      Path path = directory.resolve(server.asset() + ".log");
      OutputStream end =
          Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      logs.put(server.asset(), new Log(server, path, end));
    }
  }

  /** The servers as assets of the configuration, each as YAML on one line. */
  List<String> assets() {
    return logs.values().stream().map(ServerLogs::asset).toList();
  }

  private static String asset(Log log) {
    return "{id: %s, product: %s, logs: [{path: \"%s\", from: beginning, zone: UTC}]}"
        .formatted(log.server().asset(), log.server().product(), log.path());
  }

  /**
   * Appends with one write, as a server does; when this returns a reader of the file can see it.
   *
   * @param lines each with its line end
   */
  void append(String asset, String lines) throws IOException {
    Log log = Objects.requireNonNull(logs.get(asset), asset);
    log.end().write(lines.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    for (Log log : logs.values()) {
      log.end().close();
    }
  }
}
