package io.patchwatch.ingest.syslog;

import io.patchwatch.events.access.ServerKey;
import io.patchwatch.events.yaml.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A certificate for 127.0.0.1 that signs itself, by the JDK's own tool.
 *
 * @param certificate PEM
 */
record KeyFiles(ServerKey key, Path certificate) {

  private static final String PASSWORD = "changeit-in-tests";

  static KeyFiles create(Path directory, String name) throws IOException, InterruptedException {
    Path store = directory.resolve(name + ".p12");
    Path certificate = directory.resolve(name + ".pem");
    List<String> both = List.of("-keystore", store.toString(), "-storepass", PASSWORD);
    keytool(
        both,
        List.of(
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-storetype",
            "PKCS12",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=ip:127.0.0.1"));
    keytool(both, List.of("-exportcert", "-rfc", "-alias", name, "-file", certificate.toString()));
    return new KeyFiles(new ServerKey(store, Secret.of(PASSWORD)), certificate);
  }

  private static void keytool(List<String> store, List<String> what)
      throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(what);
    command.addAll(store);
    int end = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (end != 0) {
      throw new IOException(command + " ended with " + end);
    }
  }
}
