package io.patchwatch.ingest.versions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Reading;
import io.patchwatch.ingest.publish.Publisher;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The schedule, over Kafka's own producer for tests. */
class VersionWatchTest {

  private static final Product PROSODY = Objects.requireNonNull(Catalogue.builtIn().get("prosody"));

  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());

  /** Breaks when it is asked first, then answers. */
  private final class Stumbling implements VersionCollector {

    @Override
    public String source() {
      return "xmpp";
    }

    @Override
    public Collected collect() {
      if (asked.getAndIncrement() == 0) {
        throw new IllegalStateException("a mistake of ours");
      }
      return new Collected.Seen(
          "xmpp:localhost", new Reading.Read("0.12.3", Precision.FULL, "XEP-0092: 0.12.3"));
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }

  private List<SoftwareEvent> sent() {
    return producer.history().stream()
        .map(record -> Wire.decode(record.value(), SoftwareEvent.class))
        .toList();
  }

  @Test
  void aCollectorThatBreaksIsToldAndAskedAgain() throws Exception {
    InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
    try (Publisher publisher = new Publisher(producer, "patchwatch.");
        VersionWatch watch = new VersionWatch(publisher, clock, new SplittableRandom(1))) {
      watch.start(new Watch(Asset.of("chat-1"), PROSODY, Duration.ofSeconds(1), Stumbling::new));
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> watch.read() > 0);
      Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> sent().size() >= 2);
      assertThat(watch.failed()).isEqualTo(1);
    }
    assertThat(sent().get(0)).isInstanceOf(ProbeFailed.class);
    assertThat(sent().get(1))
        .isInstanceOfSatisfying(
            SoftwareObserved.class,
            seen -> {
              assertThat(seen.version()).isEqualTo("0.12.3");
              assertThat(seen.evidence().source()).isEqualTo("xmpp");
              assertThat(seen.evidence().locator()).isEqualTo("xmpp:localhost");
            });
    assertThat(closed).hasValue(1);
  }

  @Test
  void nobodyIsAskedMoreThanOnceASecond() {
    assertThatThrownBy(
            () -> new Watch(Asset.of("a"), PROSODY, Duration.ofMillis(10), Stumbling::new))
        .hasMessageContaining("at least 1s");
  }
}
