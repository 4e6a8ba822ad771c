package io.patchwatch.app.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A web chat client behind a proxy that names the client's address: XMPP over HTTP, XEP-0124. */
final class BoshClient implements AutoCloseable {

  private static final Pattern SESSION = Pattern.compile("\\ssid=['\"]([^'\"]+)['\"]");
  private static final int POLLS = 10;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI uri;
  private final String address;
  private long request = ThreadLocalRandom.current().nextLong(1_000_000);

  BoshClient(XmppServer server, String address) {
    this.uri = server.boshUri();
    this.address = address;
  }

  /** Tries to log in with SASL PLAIN, and out again; whether the server believed the password. */
  boolean login(String user, String password) throws IOException, InterruptedException {
    String greeting =
        send(
            "to='localhost' ver='1.6' wait='10' hold='1' xml:lang='en' xmpp:version='1.0'"
                + " xmlns:xmpp='urn:xmpp:xbosh'",
            "");
    Matcher session = SESSION.matcher(greeting);
    if (!session.find()) {
      throw new IOException("no session at " + uri + ": " + greeting);
    }
    String sid = "sid='" + session.group(1) + "'";
    String answer = send(sid, authentication(user, password));
    for (int i = 0; i < POLLS && !answered(answer); i++) {
      answer = send(sid, "");
    }
    if (!answered(answer)) {
      throw new IOException("no answer to the login at " + uri + ": " + answer);
    }
    send(sid + " type='terminate'", "");
    return answer.contains("<success");
  }

  private static boolean answered(String answer) {
    return answer.contains("<success") || answer.contains("<failure");
  }

  private static String authentication(String user, String password) {
    byte[] plain = ("\0" + user + "\0" + password).getBytes(StandardCharsets.UTF_8);
    return "<auth xmlns='urn:ietf:params:xml:ns:xmpp-sasl' mechanism='PLAIN'>"
        + Base64.getEncoder().encodeToString(plain)
        + "</auth>";
  }

  private String send(String attributes, String content) throws IOException, InterruptedException {
    String body =
        "<body xmlns='http://jabber.org/protocol/httpbind' rid='%d' %s>%s</body>"
            .formatted(request++, attributes, content);
    HttpRequest post =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "text/xml; charset=utf-8")
            .header("X-Forwarded-For", address)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return http.send(post, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    http.close();
  }
}
