package io.patchwatch.ingest.xmpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.FakeServer;
import io.patchwatch.ingest.versions.VersionCollector;
import io.patchwatch.ingest.versions.VersionCollectorContract;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A scripted server without TLS; real ones with TLS answer in the tests of the app. */
class XmppCollectorTest extends VersionCollectorContract {

  /** Smack needs it at its start; runtimes that were cut to size may lack it. */
  @BeforeAll
  static void theRuntimeKnowsNames() {
    assumeThat(ModuleLayer.boot().findModule("jdk.naming.dns"))
        .as("this Java runtime was built without the module jdk.naming.dns")
        .isPresent();
  }

  private static final String STREAM =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:client' version='1.0'"
          + " xmlns:stream='http://etherx.jabber.org/streams' id='4711' from='localhost'>";

  @Override
  protected String product() {
    return "ejabberd";
  }

  @Override
  protected String version() {
    return "23.01-1";
  }

  @Override
  protected EvidenceSource source() {
    return EvidenceSource.XMPP;
  }

  @Override
  protected VersionCollector collector(Product product, int port, Duration timeout)
      throws Exception {
    return new XmppCollector(product, account(port, false, timeout));
  }

  private static XmppAccount account(int port, boolean starttls, Duration timeout) {
    return new XmppAccount(
        "watch@localhost",
        Secret.of(SECRET),
        "127.0.0.1",
        port,
        starttls,
        timeout,
        TlsOptions.SYSTEM);
  }

  private static void features(FakeServer.Line line, String features) throws Exception {
    line.hear("version='1.0'");
    line.hear(">");
    line.say(STREAM + "<stream:features>" + features + "</stream:features>");
  }

  private static void mechanisms(FakeServer.Line line) throws Exception {
    features(
        line,
        "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>PLAIN</mechanism>"
            + "</mechanisms>");
    line.hear("</auth>");
  }

  private static void login(FakeServer.Line line) throws Exception {
    mechanisms(line);
    line.say("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    features(line, "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>");
    line.say(
        "<iq type='result' id='"
            + id(line.hear("</iq>"))
            + "'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>watch@localhost/x</jid>"
            + "</bind></iq>");
  }

  private static String id(String iq) {
    String quoted = iq.substring(iq.lastIndexOf("<iq ")).replace('"', '\'');
    int at = quoted.indexOf(" id='") + 5;
    return quoted.substring(at, quoted.indexOf('\'', at));
  }

  private static void answer(FakeServer.Line line, String name, String version) throws Exception {
    login(line);
    String asked = line.hear("jabber:iq:version");
    line.say(
        "<iq type='result' from='localhost' to='watch@localhost/x' id='"
            + id(asked)
            + "'><query xmlns='jabber:iq:version'><name>"
            + name
            + "</name><version>"
            + version
            + "</version></query></iq>");
    line.keepSilent(); // a server does not hang up; Smack would forget the answer over it
  }

  @Override
  protected void rightAnswer(FakeServer.Line line) throws Exception {
    answer(line, "ejabberd", "23.01-1");
  }

  @Override
  protected FakeServer.Script otherProduct() {
    return line -> answer(line, "Prosody", "0.12.3");
  }

  @Override
  protected FakeServer.Script refusal() {
    return line -> {
      mechanisms(line);
      line.say("<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>");
      line.keepSilent();
    };
  }

  @Override
  protected void tooMuch(FakeServer.Line line) throws Exception {
    login(line);
    line.sayForEver("<message from='localhost'><body>spam</body></message>");
  }

  @Test
  void thePasswordIsNotSentWithoutEncryptionUnlessThatIsWanted() throws Exception {
    FakeServer.Script plain =
        line -> {
          mechanisms(line);
          line.keepSilent();
        };
    try (FakeServer server = new FakeServer(plain);
        VersionCollector collector =
            new XmppCollector(known("ejabberd"), account(server.port(), true, TIMEOUT))) {
      Collected.Missed missed = (Collected.Missed) collector.collect();
      assertThat(missed.failure()).as(missed.detail()).isEqualTo(Failure.TLS);
      assertThat(server.heard()).doesNotContain("<auth");
    }
  }

  @Test
  void aModuleThatIsNotLoadedIsNamed() throws Exception {
    FakeServer.Script script =
        line -> {
          login(line);
          String asked = line.hear("jabber:iq:version");
          line.say(
              "<iq type='error' from='localhost' id='"
                  + id(asked)
                  + "'><error type='cancel'><service-unavailable"
                  + " xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
          line.keepSilent();
        };
    try (FakeServer server = new FakeServer(script);
        VersionCollector collector = collector(known("ejabberd"), server.port(), TIMEOUT)) {
      Collected.Missed missed = (Collected.Missed) collector.collect();
      assertThat(missed.failure()).isEqualTo(Failure.UNREADABLE);
      assertThat(missed.detail()).contains("load its module");
    }
  }

  @Test
  void anAddressWithoutAUserIsRefused() {
    assertThatThrownBy(
            () ->
                new XmppAccount(
                    "localhost", Secret.of("x"), null, 5222, true, TIMEOUT, TlsOptions.SYSTEM))
        .hasMessageContaining("user@domain");
  }
}
