package io.patchwatch.ingest.mumble;

import java.time.Duration;

/**
 * A Mumble server that is asked for its version.
 *
 * @param timeout for the answer
 */
public record MumbleServer(String host, int port, Duration timeout) {

  /** The usual port. */
  public static final int PORT = 64738;
}
