package io.patchwatch.embedded;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an embedded server keeps its data and on which loopback port it listens.
 *
 * @param dataDirectory the directory to keep data in (created when missing, kept at close), or
 *     empty for a temporary one that is deleted at close
 * @param port the port on 127.0.0.1, 1 to 65535, or 0 for any free port
 */
public record ServerOptions(Optional<Path> dataDirectory, int port) {

  private static final int HIGHEST_PORT = 65_535;

  public ServerOptions {
    if (port < 0 || port > HIGHEST_PORT) {
      throw new IllegalArgumentException(
          "port " + port + " is outside 0 to 65535; use 0 for any free port");
    }
  }

  /** Data that is deleted at close, on a free port. For tests. */
  public static ServerOptions temporary() {
    return new ServerOptions(Optional.empty(), 0);
  }

  /** Data that stays in {@code dataDirectory} from one start to the next, on a free port. */
  public static ServerOptions in(Path dataDirectory) {
    return new ServerOptions(Optional.of(dataDirectory), 0);
  }

  /** The same data on a chosen port. */
  public ServerOptions onPort(int chosenPort) {
    return new ServerOptions(dataDirectory, chosenPort);
  }
}
