package io.patchwatch.ingest.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.embedded.EmbeddedKafka;
import io.patchwatch.embedded.ServerOptions;
import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.topics.TopicAdmin;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.shipping.IntakeCounters;
import io.patchwatch.ingest.shipping.LogIntake;
import io.patchwatch.ingest.syslog.SyslogSettings.Listener;
import io.patchwatch.ingest.syslog.SyslogSettings.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real broker that goes away while senders send. */
class SyslogIT {

  private static final Duration LONG = Duration.ofSeconds(120);
  private static final int COUNT = 20_000;
  private static final int ROOM = 256 * 1024;

  @TempDir Path directory;

  private EmbeddedKafka kafka;
  private Publisher publisher;
  private LogIntake intake;
  private SyslogServer server;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(ServerOptions.in(directory));
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "request.timeout.ms",
            "1000",
            "delivery.timeout.ms",
            "2000",
            "max.block.ms",
            "1000");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      new TopicAdmin(admin, "sys.", 2, Duration.ofSeconds(20)).apply();
    }
    publisher = Publisher.connect(client, "sys.");
    LogSource source =
        new LogSource(
            Asset.of("chat"),
            Catalogue.builtIn().get("lanying-im"),
            List.of("host1"),
            List.of(),
            null);
    intake =
        new LogIntake(new LogSources(List.of(source)), publisher, InstantSource.system(), ROOM);
    server =
        SyslogServer.start(
            new SyslogSettings(
                List.of(
                    new Listener(Transport.TCP, "127.0.0.1", 0, null, null),
                    new Listener(Transport.UDP, "127.0.0.1", 0, null, null))),
            intake);
  }

  @AfterEach
  void stop() {
    server.close();
    intake.close();
    publisher.close();
    kafka.close();
  }

  private IntakeCounters counters() {
    return intake.counters("syslog");
  }

  private static byte[] message(int number) {
    return ("<13>1 2026-11-23T12:00:00." + (1_000_000 + number) + "Z host1 x - - - " + number + " ")
        .concat("y".repeat(1_500))
        .concat("\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void stopBrokerAndStartItAgain(Runnable meanwhile) {
    int port = kafka.port();
    kafka.close();
    meanwhile.run();
    kafka = EmbeddedKafka.start(ServerOptions.in(directory).onPort(port));
  }

  @Test
  void aSenderOverTcpWaitsForTheBrokerAndNothingIsLost() {
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(sent));
    await().atMost(LONG).until(() -> counters().published() > 1_000);
    stopBrokerAndStartItAgain(
        () -> {
          AtomicLong before = new AtomicLong(-1);
          await()
              .atMost(LONG)
              .pollInterval(2, TimeUnit.SECONDS)
              .until(() -> before.getAndSet(sent.get()) == sent.get());
          assertThat(sender).as("all %d were sent before the broker was away", COUNT).isNotDone();
        });
    assertThat(sender).succeedsWithin(LONG);
    await().atMost(LONG).until(() -> counters().published() == COUNT);
    assertThat(counters().lost()).isZero();
    assertThat(read()).hasSize(COUNT);
  }

  private void send(AtomicLong sent) {
    try (Socket socket = new Socket("127.0.0.1", server.addresses().getFirst().getPort())) {
      for (int i = 0; i < COUNT; i++) {
        socket.getOutputStream().write(message(i));
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The numbers that arrived; those that were sent twice because of a time-out have one id. */
  private Set<String> read() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "group.id",
            "test",
            "auto.offset.reset",
            "earliest");
    Set<String> numbers = new HashSet<>();
    Set<String> ids = new HashSet<>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of("sys.logs"));
      await()
          .atMost(LONG)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          LogObserved event = Wire.decode(record.value(), LogObserved.class);
                          ids.add(event.id());
                          numbers.add(event.message().substring(0, event.message().indexOf(' ')));
                        });
                return ids.size() >= COUNT;
              });
    }
    assertThat(ids).hasSize(COUNT);
    return numbers;
  }

  @Test
  void whatIsLostOfDatagramsIsCountedToTheLast() {
    stopBrokerAndStartItAgain(
        () -> {
          try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < COUNT; i++) {
              byte[] datagram = message(i);
              socket.send(new DatagramPacket(datagram, datagram.length, server.addresses().get(1)));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          await().atMost(LONG).until(() -> counters().lost() > 0);
        });
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(counters().published() + counters().lost()).isEqualTo(COUNT));
    assertThat(counters().published()).isPositive();
  }
}
