package io.patchwatch.app.config;

import io.patchwatch.alerting.api.ApiSettings;
import io.patchwatch.events.access.ServerKey;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code /metrics}, {@code /healthz}, {@code /readyz}, the REST API and the pages behind
 * links are served.
 *
 * @param bind address to listen on
 * @param port 0: any free port
 * @param api who may use the REST API
 * @param tls null: without
 */
public record ServerConfig(String bind, int port, ApiSettings api, @Nullable ServerKey tls) {
  public ServerConfig {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port is " + port + "; use 0 to 65535");
    }
  }
}
