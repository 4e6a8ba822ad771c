package io.patchwatch.app.config;

/**
 * Where {@code /metrics}, {@code /healthz} and {@code /readyz} are served.
 *
 * @param bind address to listen on
 * @param port 0: any free port
 */
public record ServerConfig(String bind, int port) {
  public ServerConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port is " + port + "; use 0 to 65535");
    }
  }
}
