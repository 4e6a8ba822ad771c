package io.patchwatch.ingest.syslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/**
 * How many datagrams the kernel dropped because nobody read them, where it says so (Linux: {@code
 * /proc/net/udp}, last column).
 */
final class KernelDrops {

  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

  private final String port;
  private long known;

  /** Of sockets on this local port. */
  KernelDrops(int port) {
    this.port = String.format(Locale.ROOT, ":%04X", port);
  }

  /** Those since the last call. */
  long more() {
    long now = TABLES.stream().mapToLong(this::dropped).sum();
    long more = Math.max(0, now - known);
    known = Math.max(known, now);
    return more;
  }

  private long dropped(Path table) {
    try {
      return Files.readAllLines(table).stream().mapToLong(this::dropped).sum();
    } catch (IOException e) {
      return 0; // another system
    }
  }

  /** {@code sl local_address rem_address … drops}. */
  private long dropped(String row) {
    StringTokenizer columns = new StringTokenizer(row);
    String last = "0";
    boolean ours = false;
    for (int i = 0; columns.hasMoreTokens(); i++) {
      last = columns.nextToken();
      ours |= i == 1 && last.endsWith(port);
    }
    try {
      return ours ? Long.parseLong(last) : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
