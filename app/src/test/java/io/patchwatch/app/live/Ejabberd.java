package io.patchwatch.app.live;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's ejabberd. It is started through Erlang itself, not through {@code ejabberdctl}, which
 * wants to be another user; without a node name it needs no Erlang port mapper.
 */
public final class Ejabberd implements XmppServer {

  private static final String CONFIG =
      """
      hosts: [localhost]
      loglevel: info
      log_rotate_count: 0
      auth_method: internal
      auth_password_format: scram
      certfiles: ["%s"]
      trusted_proxies: [127.0.0.1]
      acl: {loopback: {ip: [127.0.0.0/8]}}
      api_permissions:
        tests: {from: [mod_http_api], who: {acl: loopback}, what: [status, register]}
      listen:
        - {port: %d, ip: "127.0.0.1", module: ejabberd_c2s, starttls: true}
        - {port: %d, ip: "127.0.0.1", module: ejabberd_http, request_handlers: {/api: mod_http_api, /bosh: mod_bosh}}
      modules: {mod_bosh: {}, mod_disco: {}, mod_version: {}}
      """;

  private final ServerProcess process;
  private final int xmppPort;
  private final int httpPort;
  private final Path logFile;
  private final Certificate certificate;

  private Ejabberd(
      ServerProcess process, int xmppPort, int httpPort, Path logFile, Certificate certificate) {
    this.process = process;
    this.xmppPort = xmppPort;
    this.httpPort = httpPort;
    this.logFile = logFile;
    this.certificate = certificate;
  }

  /** Returns when clients can connect. */
  public static Ejabberd start(Path parent) throws IOException {
    Installed.program("ejabberdctl");
    Path libraries = libraries();
    Path directory = Files.createDirectories(parent.resolve("ejabberd"));
    List<Integer> ports = Loopback.freePorts(2);
    Certificate certificate = Certificate.create(directory);
    Path config = directory.resolve("ejabberd.yml");
    Files.writeString(config, CONFIG.formatted(certificate.joined(), ports.get(0), ports.get(1)));
    Path log = directory.resolve("ejabberd.log");
    ServerProcess process =
        ServerProcess.start(
            "ejabberd",
            directory,
            Map.of(
                "EJABBERD_CONFIG_PATH", config.toString(),
                "EJABBERD_LOG_PATH", log.toString(),
                "ERL_LIBS", libraries.toString()),
            erlang(directory));
    Ejabberd started = new Ejabberd(process, ports.get(0), ports.get(1), log, certificate);
    process.awaitReady(() -> ports.stream().allMatch(Loopback::answers));
    return started;
  }

  /** Where Debian keeps Erlang's libraries: /usr/lib/&lt;machine&gt;. */
  private static Path libraries() throws IOException {
    try (Stream<Path> machines = Files.list(Path.of("/usr/lib"))) {
      return Installed.directory(
          "ejabberd",
          machines.filter(
              m -> m.getFileName().toString().endsWith("-linux-gnu") && hasEjabberd(m)));
    }
  }

  private static boolean hasEjabberd(Path libraries) {
    try (Stream<Path> names = Files.list(libraries)) {
      return names.anyMatch(n -> n.getFileName().toString().startsWith("ejabberd-"));
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> erlang(Path directory) {
    String spool = "\"" + directory.resolve("spool") + "\"";
    return List.of(
        Installed.program("erl").toString(), "-noinput", "-mnesia", "dir", spool, "-s", "ejabberd");
  }

  /** Its HTTP API; {@code POST /api/status} tells the version to this machine. */
  public URI httpUri() {
    return URI.create("http://127.0.0.1:" + httpPort);
  }

  @Override
  public URI boshUri() {
    return httpUri().resolve("/bosh");
  }

  @Override
  public int xmppPort() {
    return xmppPort;
  }

  @Override
  public Path logFile() {
    return logFile;
  }

  @Override
  public Certificate certificate() {
    return certificate;
  }

  @Override
  public void register(String user, String password) throws IOException, InterruptedException {
    String account =
        JsonNodeFactory.instance
            .objectNode()
            .put("user", user)
            .put("host", "localhost")
            .put("password", password)
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(httpUri().resolve("/api/register"))
            .POST(HttpRequest.BodyPublishers.ofString(account))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException("ejabberd did not register " + user + ": " + answer.body());
      }
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
