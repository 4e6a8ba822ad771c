package io.patchwatch.ingest.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every collector that asks a server keeps. */
public abstract class VersionCollectorContract {

  /** What the collector is given as password, token or secret. */
  protected static final String SECRET = "tr0ub4dor-secret";

  protected static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SHORT = Duration.ofMillis(400);

  /** Product and version that {@link #rightAnswer} tells. */
  protected abstract String product();

  protected abstract String version();

  protected abstract EvidenceSource source();

  /** A collector that asks this port of loopback. */
  protected abstract VersionCollector collector(Product product, int port, Duration timeout)
      throws Exception;

  protected abstract void rightAnswer(FakeServer.Line line) throws Exception;

  /** Another product's answer; null: the protocol does not tell the product. */
  protected abstract FakeServer.Script otherProduct();

  /** Wrong credentials; null: the protocol has none. */
  protected abstract FakeServer.Script refusal();

  /** More than anybody would say, in the form of the protocol. */
  protected abstract void tooMuch(FakeServer.Line line) throws Exception;

  protected static Product known(String id) {
    return Objects.requireNonNull(Catalogue.builtIn().get(id));
  }

  private Collected ask(FakeServer.Script script, Duration timeout) throws Exception {
    return ask(known(product()), script, timeout);
  }

  private Collected ask(Product product, FakeServer.Script script, Duration timeout)
      throws Exception {
    try (FakeServer server = new FakeServer(script);
        VersionCollector collector = collector(product, server.port(), timeout)) {
      Collected collected = collector.collect();
      assertThat(collected.toString()).doesNotContain(SECRET);
      assertThat(collected.locator()).isNotBlank();
      return collected;
    }
  }

  private Collected.Missed miss(FakeServer.Script script, Duration timeout) throws Exception {
    Collected collected = ask(script, timeout);
    assertThat(collected).isInstanceOf(Collected.Missed.class);
    return (Collected.Missed) collected;
  }

  @Test
  void readsTheVersion() throws Exception {
    Collected collected = ask(this::rightAnswer, TIMEOUT);
    assertThat(collected).isInstanceOf(Collected.Seen.class);
    Collected.Seen seen = (Collected.Seen) collected;
    assertThat(seen.reading().version()).isEqualTo(version());
    assertThat(seen.reading().precision()).isEqualTo(Precision.FULL);
    assertThat(seen.reading().excerpt()).contains(version());
  }

  @Test
  void namesItsSourceInTheFixedVocabulary() throws Exception {
    try (VersionCollector collector = collector(known(product()), 1, TIMEOUT)) {
      assertThat(collector.source()).isEqualTo(source().label());
    }
  }

  @Test
  void nobodyThereIsUnreachable() throws Exception {
    int free = freePort();
    try (VersionCollector collector = collector(known(product()), free, TIMEOUT)) {
      Collected.Missed missed = (Collected.Missed) collector.collect();
      assertThat(missed.failure()).as(missed.detail()).isEqualTo(Failure.UNREACHABLE);
      assertThat(missed.detail()).contains("check");
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aServerThatSaysNothingTimesOut() throws Exception {
    Collected.Missed missed = miss(FakeServer.Line::keepSilent, SHORT);
    assertThat(missed.failure()).as(missed.detail()).isEqualTo(Failure.TIMEOUT);
    assertThat(missed.detail()).contains("400 ms");
  }

  @Test
  void garbageIsNoVersion() throws Exception {
    Collected.Missed missed =
        miss(line -> line.say("\u0000\u0001 <<>> {{{ garbage 9.9.9 \r\n\r\n"), TIMEOUT);
    assertThat(missed.failure())
        .as(missed.detail())
        .isIn(Set.of(Failure.UNREADABLE, Failure.UNREACHABLE));
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    Collected.Missed missed = miss(this::tooMuch, Duration.ofSeconds(20));
    assertThat(missed.failure()).as(missed.detail()).isEqualTo(Failure.TOO_LARGE);
  }

  @Test
  void anotherProductIsNotTakenForThisOne() throws Exception {
    FakeServer.Script other = otherProduct();
    if (other != null) {
      Collected.Missed missed = miss(other, TIMEOUT);
      assertThat(missed.failure()).as(missed.detail()).isEqualTo(Failure.OTHER_PRODUCT);
    }
  }

  @Test
  void aRefusalSaysWhatToCheckAndNoSecret() throws Exception {
    FakeServer.Script refusal = refusal();
    if (refusal != null) {
      Collected.Missed missed = miss(refusal, TIMEOUT);
      assertThat(missed.failure()).as(missed.detail()).isEqualTo(Failure.REFUSED);
    }
  }

  @Test
  void aProductThatTellsNothingThisWayIsNotAsked() throws Exception {
    Collected collected = ask(known("lanying-im"), FakeServer.Line::keepSilent, TIMEOUT);
    assertThat(((Collected.Missed) collected).failure()).isEqualTo(Failure.NOT_ASKED);
  }

  @Test
  void stopsWhenItIsTold() throws Exception {
    try (FakeServer server = new FakeServer(FakeServer.Line::keepSilent);
        VersionCollector collector =
            collector(known(product()), server.port(), Duration.ofMinutes(5))) {
      Thread asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      collector.collect();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  });
      asking.interrupt();
      assertThat(asking.join(Duration.ofSeconds(10))).isTrue();
    }
  }
}
