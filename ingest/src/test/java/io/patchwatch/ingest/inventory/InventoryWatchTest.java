package io.patchwatch.ingest.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.events.Asset;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.assets.KnownAsset;
import io.patchwatch.ingest.publish.Publisher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The producer is Kafka's own test double, so that a broker can be away at will. */
class InventoryWatchTest {

  private static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");
  private static final AssetBook ASSETS =
      new AssetBook(
          List.of(
              new KnownAsset(
                  Asset.of("chat-1"), Catalogue.builtIn().get("prosody"), List.of("chat1"))));

  @TempDir Path dir;

  private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
  private MockProducer<String, byte[]> producer;
  private InventoryWatch watch;

  @BeforeEach
  void start() {
    start(true);
  }

  private void start(boolean acknowledges) {
    producer =
        new MockProducer<>(acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    watch =
        InventoryWatch.start(
            new InventorySettings(
                dir.resolve("facts"),
                Inventories.AUTO,
                null,
                InventorySettings.UnknownHosts.IGNORE,
                "production",
                Duration.ofMillis(20),
                Duration.ofDays(8)),
            new Inventories(Catalogue.builtIn()),
            ASSETS,
            new Publisher(producer, ""),
            clock::get);
  }

  @AfterEach
  void stop() {
    watch.close();
  }

  private void write(String name, String content) throws IOException {
    Path facts = Files.createDirectories(dir.resolve("facts"));
    Path half = Files.writeString(facts.resolve("." + name), content);
    Files.setLastModifiedTime(half, FileTime.from(clock.get().minusSeconds(60)));
    Files.move(
        half,
        facts.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private List<String> told() {
    return producer.history().stream()
        .map(record -> Wire.decode(record.value(), SoftwareEvent.class))
        .map(InventoryWatchTest::told)
        .toList();
  }

  private static String told(SoftwareEvent event) {
    return switch (event) {
      case SoftwareObserved seen -> seen.asset().id() + " " + seen.version();
      case ProbeFailed failed -> failed.asset().id() + " " + failed.failure();
    };
  }

  private void awaitTold(String... expected) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(told()).containsExactly(expected));
  }

  @Test
  void tellsEachChangeOnceAndNothingWhenAFileGoes() throws IOException {
    write("chat1.txt", "# host: chat1\nprosody\t0.12.3-1\n");
    awaitTold("chat-1 0.12.3");
    write("chat1.txt", "# host: chat1\nprosody\t0.12.4-1\n");
    awaitTold("chat-1 0.12.3", "chat-1 0.12.4");
    Files.delete(dir.resolve("facts/chat1.txt"));
    write("other.txt", "# host: chat1\nprosody\t0.12.5-1\n");
    awaitTold("chat-1 0.12.3", "chat-1 0.12.4", "chat-1 0.12.5");
    assertThat(watch.read()).isEqualTo(3);
  }

  @Test
  void aFileThatBecomesUnreadableMakesItsServersUnknown() throws IOException {
    write(
        "chat1.json",
        "{\"ansible_facts\":{\"hostname\":\"chat1\",\"packages\":{\"prosody\":[{\"source\":\"apt\",\"version\":\"0.12.3-1\"}]}}}");
    awaitTold("chat-1 0.12.3");
    write("chat1.json", "{\"ansible_facts\":{\"packages\":{\"pros");
    awaitTold("chat-1 0.12.3", "chat-1 UNREADABLE");
    assertThat(watch.refused()).isEqualTo(1);
  }

  @Test
  void aFileThatNobodyWritesAnyMoreMakesItsServersUnknown() throws IOException {
    write("chat1.txt", "# host: chat1\nprosody\t0.12.3-1\n");
    awaitTold("chat-1 0.12.3");
    clock.set(NOW.plus(Duration.ofDays(9)));
    awaitTold("chat-1 0.12.3", "chat-1 TIMEOUT");
  }

  @Test
  void readsAgainWhatKafkaHasNotAcknowledged() throws IOException {
    watch.close();
    start(false);
    write("chat1.txt", "# host: chat1\nprosody\t0.12.3-1\n");
    awaitTold("chat-1 0.12.3");
    producer.errorNext(new TimeoutException("no broker"));
    awaitTold("chat-1 0.12.3", "chat-1 0.12.3");
    assertThat(watch.retries()).isEqualTo(1);
    assertThat(watch.read()).isZero();
    producer.completeNext();
    await().atMost(Duration.ofSeconds(10)).until(() -> watch.read() == 1);
  }
}
