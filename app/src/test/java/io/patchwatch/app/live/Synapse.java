package io.patchwatch.app.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Matrix Synapse on SQLite, of the Python that {@code PATCHWATCH_SYNAPSE_PYTHON} names. */
public final class Synapse implements AutoCloseable {

  private static final String PYTHON = "PATCHWATCH_SYNAPSE_PYTHON";
  private static final String CONFIG =
      """
      server_name: localhost
      pid_file: %1$s/synapse.pid
      listeners:
        - port: %2$d
          bind_addresses: [127.0.0.1]
          type: http
          x_forwarded: true
          resources: [{names: [client, federation]}]
        - port: %3$d
          bind_addresses: [127.0.0.1]
          type: metrics
      enable_metrics: true
      database: {name: sqlite3, args: {database: "%1$s/synapse.db"}}
      log_config: %1$s/log.yaml
      media_store_path: %1$s/media
      signing_key_path: %1$s/signing.key
      macaroon_secret_key: only for tests
      form_secret: only for tests
      trusted_key_servers: []
      report_stats: false
      enable_registration: true
      enable_registration_without_verification: true
      bcrypt_rounds: 4
      rc_login: {address: &free {per_second: 1000, burst_count: 1000}, account: *free, failed_attempts: *free}
      rc_registration: *free
      """;

  /** Without Synapse's buffer, which holds lines back for up to 5 s. */
  private static final String LOG =
      """
      version: 1
      formatters:
        chosen: {%s}
      handlers:
        file: {class: logging.FileHandler, formatter: chosen, filename: "%s", encoding: utf8}
      root: {level: INFO, handlers: [file]}
      disable_existing_loggers: false
      """;

  /** How it writes its log; both are Synapse's own. */
  public enum Format {
    /** Lines, as in its sample configuration. */
    TEXT(
        "format: '%(asctime)s - %(name)s - %(lineno)d - %(levelname)s - %(request)s - %(message)s'"),
    /** An object a line. */
    JSON("class: synapse.logging.TerseJsonFormatter");

    private final String formatter;

    Format(String formatter) {
      this.formatter = formatter;
    }
  }

  private final HttpClient client = HttpClient.newHttpClient();
  private final ServerProcess process;
  private final Path directory;
  private final int port;
  private final int metricsPort;

  private Synapse(ServerProcess process, Path directory, int port, int metricsPort) {
    this.process = process;
    this.directory = directory;
    this.port = port;
    this.metricsPort = metricsPort;
  }

  /** Returns when it answers; its log is text. */
  public static Synapse start(Path parent) throws IOException {
    return start(parent, Format.TEXT);
  }

  /** Returns when it answers. */
  public static Synapse start(Path parent, Format format) throws IOException {
    String python = Installed.programIn(PYTHON, "Matrix Synapse").toString();
    Path directory = Files.createDirectories(parent.resolve("synapse"));
    List<Integer> ports = Loopback.freePorts(2);
    Path config = directory.resolve("homeserver.yaml");
    Files.writeString(config, CONFIG.formatted(directory, ports.get(0), ports.get(1)));
    Files.writeString(
        directory.resolve("log.yaml"), LOG.formatted(format.formatter, log(directory)));
    Files.writeString(directory.resolve("signing.key"), signingKey());
    ServerProcess process =
        ServerProcess.start(
            "synapse",
            directory,
            Map.of(),
            List.of(python, "-m", "synapse.app.homeserver", "-c", config.toString()));
    process.awaitReady(() -> ports.stream().allMatch(Loopback::answers));
    return new Synapse(process, directory, ports.get(0), ports.get(1));
  }

  /** As Synapse writes it: algorithm, name, 32 bytes in base64. Nothing is ever signed with it. */
  private static String signingKey() {
    return "ed25519 a_test " + Base64.getEncoder().withoutPadding().encodeToString(new byte[32]);
  }

  private static Path log(Path directory) {
    return directory.resolve("homeserver.log");
  }

  /** Client and federation API. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Prometheus metrics. */
  public URI metricsUri() {
    return URI.create("http://127.0.0.1:" + metricsPort + "/_synapse/metrics");
  }

  /** Its log, in UTC. */
  public Path logFile() {
    return log(directory);
  }

  /** The release that it says to be. */
  public String version() throws IOException, InterruptedException {
    HttpRequest ask =
        HttpRequest.newBuilder(uri().resolve("/_matrix/federation/v1/version")).build();
    return json(client.send(ask, HttpResponse.BodyHandlers.ofString()))
        .at("/server/version")
        .asText();
  }

  /** Creates the account {@code @user:localhost}. */
  public void register(String user, String password) throws IOException, InterruptedException {
    ObjectNode body = object().put("username", user).put("password", password);
    body.set("auth", object().put("type", "m.login.dummy"));
    HttpResponse<String> answer = post("/_matrix/client/v3/register", body, Map.of());
    if (answer.statusCode() != 200) {
      throw new IOException("Synapse did not register " + user + ": " + answer.body());
    }
  }

  /** Tries to log in and returns the HTTP status. */
  public int login(String user, String password) throws IOException, InterruptedException {
    return login(user, password, Map.of());
  }

  /** The same through a proxy that names the client's address. */
  public int loginFrom(String address, String user, String password)
      throws IOException, InterruptedException {
    return login(user, password, Map.of("X-Forwarded-For", address, "X-Forwarded-Proto", "https"));
  }

  private int login(String user, String password, Map<String, String> headers)
      throws IOException, InterruptedException {
    ObjectNode body = object().put("type", "m.login.password").put("password", password);
    body.set("identifier", object().put("type", "m.id.user").put("user", user));
    return post("/_matrix/client/v3/login", body, headers).statusCode();
  }

  private HttpResponse<String> post(String path, ObjectNode body, Map<String, String> headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri().resolve(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    headers.forEach(request::header);
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return Wire.json().readTree(answer.body());
  }

  @Override
  public void close() {
    client.close();
    process.close();
  }
}
