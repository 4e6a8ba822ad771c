package io.patchwatch.alerting.courier.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** A real SMTP server that wants STARTTLS and a password, with a certificate of its own. */
final class MailServer implements AutoCloseable {

  static final String PASSWORD = "s3cret";

  private final SMTPServer server;
  private final List<MimeMessage> mails = new CopyOnWriteArrayList<>();
  private volatile int refusal;

  private MailServer(SSLContext tls) {
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandler((context, from, to, data) -> take(data))
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, context) -> {
                      if (!password.equals(PASSWORD)) {
                        throw new LoginFailedException("no: " + password);
                      }
                    }))
            .enableTLS()
            .startTlsSocketFactory(tls)
            .requireTLS()
            .requireAuth()
            .build();
  }

  static MailServer start(Path directory) {
    try {
      Path store = directory.resolve("mail.p12");
      keytool(
          "-genkeypair",
          "-keyalg",
          "EC",
          "-dname",
          "CN=localhost",
          "-ext",
          "san=dns:localhost,ip:127.0.0.1",
          "-alias",
          "mail",
          "-keystore",
          store.toString(),
          "-storepass",
          "changeit");
      keytool(
          "-exportcert",
          "-rfc",
          "-alias",
          "mail",
          "-keystore",
          store.toString(),
          "-storepass",
          "changeit",
          "-file",
          directory.resolve("mail.pem").toString());
      MailServer it = new MailServer(context(store));
      it.server.start();
      return it;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("no mail server", e);
    }
  }

  private static void keytool(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
  }

  private static SSLContext context(Path store) throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void take(byte[] data) throws RejectException {
    if (refusal != 0) {
      throw new RejectException(refusal, "not now");
    }
    try {
      var session = Session.getInstance(new Properties());
      mails.add(new MimeMessage(session, new ByteArrayInputStream(data)));
    } catch (MessagingException e) {
      throw new RejectException(554, "cannot be read");
    }
  }

  /** All mails from now on are refused with this code; 0: none is. */
  void refuse(int code) {
    refusal = code;
  }

  int port() {
    return server.getPortAllocated();
  }

  List<MimeMessage> mails() {
    return mails;
  }

  @Override
  public void close() {
    server.stop();
  }
}
