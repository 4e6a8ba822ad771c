package io.patchwatch.app.live;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's Prosody, with mod_log_auth from its community modules: else it is silent about logins.
 */
public final class Prosody implements XmppServer {

  private static final Path MODULES = Path.of("/usr/lib/prosody/modules");
  private static final String CONFIG =
      """
      pidfile = "%1$s/prosody.pid"
      data_path = "%1$s/data"
      plugin_paths = { "%2$s" }
      log = { info = "%1$s/prosody.log" }
      interfaces = { "127.0.0.1" }
      c2s_ports = { %3$d }
      component_interface = "127.0.0.1"
      component_ports = { %4$d }
      c2s_require_encryption = false
      authentication = "internal_hashed"
      modules_enabled = { "saslauth", "tls", "disco", "version", "log_auth", "posix", "bosh" }
      modules_disabled = { "s2s" }
      log_auth_ips = "all"
      http_interfaces = { "127.0.0.1" }
      http_ports = { %8$d }
      https_ports = {}
      http_default_host = "localhost"
      trusted_proxies = { "127.0.0.1" }
      consider_bosh_secure = true
      run_as_root = true
      certificates = "%1$s"
      VirtualHost "localhost"
        ssl = { certificate = "%5$s", key = "%6$s" }
      Component "watch.localhost"
        component_secret = "%7$s"
      """;

  /** An external component (XEP-0114) may connect as this. */
  public static final String COMPONENT = "watch.localhost";

  public static final String COMPONENT_SECRET = "a secret of tests only";

  private final ServerProcess process;
  private final Path directory;
  private final int xmppPort;
  private final int componentPort;
  private final int httpPort;
  private final Certificate certificate;

  private Prosody(
      ServerProcess process,
      Path directory,
      int xmppPort,
      int componentPort,
      int httpPort,
      Certificate certificate) {
    this.process = process;
    this.directory = directory;
    this.xmppPort = xmppPort;
    this.componentPort = componentPort;
    this.httpPort = httpPort;
    this.certificate = certificate;
  }

  /** Returns when clients can connect. */
  public static Prosody start(Path parent) throws IOException {
    String program = Installed.program("prosody").toString();
    Installed.directory(
        "mod_log_auth of prosody-modules", Stream.of(MODULES.resolve("mod_log_auth")));
    Path directory = Files.createDirectories(parent.resolve("prosody"));
    Files.createDirectories(directory.resolve("data"));
    List<Integer> ports = Loopback.freePorts(3);
    Certificate certificate = Certificate.create(directory);
    Path config = config(directory);
    Files.writeString(
        config,
        CONFIG.formatted(
            directory,
            MODULES,
            ports.get(0),
            ports.get(1),
            certificate.certificate(),
            certificate.key(),
            COMPONENT_SECRET,
            ports.get(2)));
    ServerProcess process =
        ServerProcess.start(
            "prosody", directory, Map.of(), List.of(program, "-F", "--config", config.toString()));
    process.awaitReady(() -> ports.stream().allMatch(Loopback::answers));
    return new Prosody(process, directory, ports.get(0), ports.get(1), ports.get(2), certificate);
  }

  private static Path config(Path directory) {
    return directory.resolve("prosody.cfg.lua");
  }

  @Override
  public int xmppPort() {
    return xmppPort;
  }

  @Override
  public URI boshUri() {
    return URI.create("http://127.0.0.1:" + httpPort + "/http-bind");
  }

  /** Where external components connect on 127.0.0.1. */
  public int componentPort() {
    return componentPort;
  }

  @Override
  public Path logFile() {
    return directory.resolve("prosody.log");
  }

  @Override
  public Certificate certificate() {
    return certificate;
  }

  @Override
  public void register(String user, String password) throws IOException {
    ServerProcess.run(
        "prosodyctl",
        directory,
        List.of(
            Installed.program("prosodyctl").toString(),
            "--config",
            config(directory).toString(),
            "register",
            user,
            "localhost",
            password));
  }

  @Override
  public void close() {
    process.close();
  }
}
