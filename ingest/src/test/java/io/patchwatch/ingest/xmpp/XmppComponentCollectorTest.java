package io.patchwatch.ingest.xmpp;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.FakeServer;
import io.patchwatch.ingest.versions.VersionCollector;
import io.patchwatch.ingest.versions.VersionCollectorContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class XmppComponentCollectorTest extends VersionCollectorContract {

  private static final String STREAM =
      "<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
          + " xmlns:stream='http://etherx.jabber.org/streams' id='4711' from='watch.localhost'>";

  @Override
  protected String product() {
    return "prosody";
  }

  @Override
  protected String version() {
    return "0.12.3";
  }

  @Override
  protected EvidenceSource source() {
    return EvidenceSource.XMPP;
  }

  @Override
  protected VersionCollector collector(Product product, int port, Duration timeout) {
    return new XmppComponentCollector(
        product,
        new XmppComponent(
            "watch.localhost", Secret.of(SECRET), "localhost", "127.0.0.1", port, timeout));
  }

  private static void handshake(FakeServer.Line line) throws Exception {
    line.hear("to='watch.localhost'>");
    line.say(STREAM);
    String digest = line.hear("</handshake>");
    // sha1("4711" + secret)
    if (!digest.contains("<handshake>" + EXPECTED + "</handshake>")) {
      throw new IllegalStateException(digest);
    }
    line.say("<handshake/>");
  }

  /** {@code printf '4711tr0ub4dor-secret' | sha1sum}. */
  private static final String EXPECTED = "900029b221915e935f07ae2e7099785469b0a34c";

  private static void answer(FakeServer.Line line, String query) throws Exception {
    handshake(line);
    line.hear("</iq>");
    line.say(
        "<presence from='somebody@localhost'/><iq type='result' id='patchwatch-1'"
            + " from='localhost'><query xmlns='jabber:iq:version'>"
            + query
            + "</query></iq>");
  }

  @Override
  protected void rightAnswer(FakeServer.Line line) throws Exception {
    answer(line, "<os>Linux</os><version>0.12.3</version><name>Prosody</name>");
  }

  @Override
  protected FakeServer.Script otherProduct() {
    return line -> answer(line, "<name>ejabberd</name><version>23.01-1</version>");
  }

  @Override
  protected FakeServer.Script refusal() {
    return line -> {
      line.hear(">");
      line.say(STREAM);
      line.hear("</handshake>");
      line.say("<stream:error><not-authorized xmlns='urn:x'/></stream:error></stream:stream>");
    };
  }

  @Override
  protected void tooMuch(FakeServer.Line line) throws Exception {
    handshake(line);
    line.sayForEver("<message><body>spam</body></message>");
  }

  @Test
  void entitiesAreNotExpanded() throws Exception {
    FakeServer.Script bomb =
        line -> {
          line.hear(">");
          line.say("<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaa'>]>");
          line.say(STREAM);
          line.say("<handshake/><message>&a;</message>");
          line.hear("</iq>");
          line.say("<iq id='patchwatch-1' type='result'><query xmlns='jabber:iq:version'>");
          line.say("<name>Prosody</name><version>0.12.3&a;</version></query></iq>");
        };
    try (FakeServer server = new FakeServer(bomb)) {
      Collected collected = collector(known("prosody"), server.port(), TIMEOUT).collect();
      assertThat(collected).isInstanceOf(Collected.Missed.class);
      assertThat(((Collected.Missed) collected).failure()).isEqualTo(Failure.UNREADABLE);
    }
  }
}
