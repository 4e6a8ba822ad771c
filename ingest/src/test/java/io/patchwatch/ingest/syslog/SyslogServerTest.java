package io.patchwatch.ingest.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.access.ServerKey;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.shipping.IntakeCounters;
import io.patchwatch.ingest.shipping.LogIntake;
import io.patchwatch.ingest.syslog.SyslogSettings.Listener;
import io.patchwatch.ingest.syslog.SyslogSettings.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real sockets; the producer is Kafka's own test double, so that it can be slow on command. */
class SyslogServerTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path directory;

  private MockProducer<String, byte[]> producer;
  private LogIntake intake;
  private SyslogServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
    intake.close();
  }

  private void intake(boolean acknowledges, int room) {
    producer =
        new MockProducer<>(acknowledges, null, new StringSerializer(), new ByteArraySerializer());
    LogSources sources =
        new LogSources(
            List.of(
                source("chat", "ejabberd", "host1"),
                source("plain", "lanying-im", "host2"),
                source("local", "openfire", "127.0.0.1", "of")));
    intake = new LogIntake(sources, new Publisher(producer, ""), () -> NOW, room);
  }

  private static LogSource source(String id, String product, String host, String... programs) {
    return new LogSource(
        Asset.of(id),
        Catalogue.builtIn().get(product),
        List.of(host),
        List.of(programs),
        ZoneOffset.UTC);
  }

  private InetSocketAddress start(Transport transport, ServerKey key, Path clientCa)
      throws IOException {
    intake(true, LogIntake.ROOM);
    server =
        SyslogServer.start(
            new SyslogSettings(List.of(new Listener(transport, "127.0.0.1", 0, key, clientCa))),
            intake);
    return server.addresses().getFirst();
  }

  private IntakeCounters counters() {
    return intake.counters("syslog");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private List<LogObserved> published(int count) {
    await().until(() -> producer.history().size() >= count);
    return producer.history().stream()
        .map(record -> Wire.decode(record.value(), LogObserved.class))
        .toList();
  }

  @Test
  void receivesOverTcpInBothFramingsAndJoinsLines() throws IOException {
    InetSocketAddress address = start(Transport.TCP, null, null);
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket
          .getOutputStream()
          .write(
              bytes(
                  "<13>Nov 23 11:59:58 host1 ejabberd: 2026-11-23 11:59:57.000000+00:00 [error] <0.1.0> boom\n"
                      + "<13>Nov 23 11:59:58 host1 ejabberd:   in function x\n"
                      + "55 <13>1 2026-11-23T11:59:59.5Z unheard of - - - of a line"
                      + "<13>1 - elsewhere sshd - - - stranger\n"));
      List<LogObserved> records = published(2);
      LogObserved joined =
          records.stream().filter(r -> r.asset().id().equals("chat")).findAny().get();
      assertThat(joined.message())
          .endsWith("boom\n  in function x")
          .startsWith("2026-11-23 11:59:57");
      assertThat(joined.time()).isEqualTo("2026-11-23T11:59:58Z");
      assertThat(joined.origin().kind()).isEqualTo("syslog");
      LogObserved ofPeer =
          records.stream().filter(r -> r.asset().id().equals("local")).findAny().get();
      assertThat(ofPeer.message()).isEqualTo("of a line");
      await().until(() -> counters().unmatched() == 1);
    }
    assertThat(counters().published()).isEqualTo(2);
    assertThat(counters().lost()).isZero();
  }

  @Test
  void aSenderThatRepeatsAfterAReconnectDoublesNoIds() throws IOException {
    InetSocketAddress address = start(Transport.TCP, null, null);
    for (int i = 0; i < 2; i++) {
      try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
        socket.getOutputStream().write(bytes("<13>1 2026-11-23T11:59:59.5Z host1 x - - - m\n"));
      }
      published(i + 1);
    }
    assertThat(published(2))
        .extracting(LogObserved::id)
        .hasSize(2)
        .containsOnly(published(2).getFirst().id());
  }

  @Test
  void aLineFeedInsideAFrameForgesNoRecord() throws IOException {
    InetSocketAddress address = start(Transport.TCP, null, null);
    String head = "2026-11-23 11:59:57.000000+00:00 [info] <0.1.0> ";
    String frame = "<13>1 - host1 ejabberd - - - " + head + "a\n" + head + "forged";
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      socket.getOutputStream().write(bytes(frame.length() + " " + frame));
      socket.getOutputStream().write(bytes("<13>1 - host1 ejabberd - - - " + head + "b\n"));
      assertThat(published(2))
          .extracting(LogObserved::message)
          .containsExactly(head + "a\n" + head + "forged", head + "b");
    }
  }

  @Test
  void receivesOverUdp() throws IOException {
    InetSocketAddress address = start(Transport.UDP, null, null);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (String text : List.of("<13>Nov 23 11:59:58 host1 x: m1\n", "no header", "")) {
        socket.send(new DatagramPacket(bytes(text), bytes(text).length, address));
      }
      assertThat(published(1)).singleElement().extracting(LogObserved::message).isEqualTo("m1");
      await().until(() -> counters().unmatched() == 1);
    }
  }

  @Test
  void receivesOverTlsAndAsksForCertificates() throws Exception {
    KeyFiles ours = KeyFiles.create(directory, "server");
    KeyFiles theirs = KeyFiles.create(directory, "client");
    InetSocketAddress address = start(Transport.TLS, ours.key(), theirs.certificate());
    SSLContext known =
        theirs.key().context("test", new TlsOptions(ours.certificate(), false).trustManager());
    try (SSLSocket socket = connect(known, address)) {
      socket.getOutputStream().write(bytes("<13>1 - host1 x - - - by tls\n"));
      assertThat(published(1).getFirst().message()).isEqualTo("by tls");
    }
    SSLContext anonymous = new TlsOptions(ours.certificate(), false).context();
    assertThatThrownBy(
            () -> {
              try (SSLSocket socket = connect(anonymous, address)) {
                socket.getOutputStream().write(bytes("<13>1 - host1 x - - - anonymous\n"));
                assertThat(socket.getInputStream().read()).isNegative();
                throw new IOException("closed");
              }
            })
        .isInstanceOf(IOException.class);
    assertThat(producer.history()).hasSize(1);
  }

  /** Longer than the time after which the reader looks whether a record waits for its end. */
  @Test
  void aTlsRecordMayComeInPieces() throws Exception {
    KeyFiles ours = KeyFiles.create(directory, "server");
    InetSocketAddress address = start(Transport.TLS, ours.key(), null);
    SSLContext context = new TlsOptions(ours.certificate(), false).context();
    try (SlowRelay relay = SlowRelay.to(address);
        SSLSocket socket = connect(context, relay.address())) {
      relay.holdBack(Conversation.FLUSH_AFTER.multipliedBy(2));
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(bytes("<13>1 - host2 x - - - piece " + i + "\n"));
      }
      assertThat(published(3))
          .extracting(LogObserved::message)
          .containsExactly("piece 0", "piece 1", "piece 2");
    }
  }

  private static SSLSocket connect(SSLContext context, InetSocketAddress address)
      throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(address.getAddress(), address.getPort());
    socket.startHandshake();
    return socket;
  }

  @Test
  void saysWhatIsWrongWithAnAddressOrACertificate() throws IOException {
    InetSocketAddress taken = start(Transport.TCP, null, null);
    for (Listener listener :
        List.of(
            new Listener(Transport.TCP, "127.0.0.1", taken.getPort(), null, null),
            new Listener(Transport.TCP, "no.such.host.invalid", 0, null, null),
            new Listener(
                Transport.TLS,
                "127.0.0.1",
                0,
                new ServerKey(directory.resolve("none.p12"), Secret.of("x")),
                null))) {
      assertThatThrownBy(() -> SyslogServer.start(new SyslogSettings(List.of(listener)), intake))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("syslog.listeners[0]");
    }
  }

  /** The kernel's buffers fill, and then the sender waits; nothing is lost. */
  @Test
  void aSenderOverTcpWaitsForKafka() throws Exception {
    intake(false, 20_000);
    server =
        SyslogServer.start(
            new SyslogSettings(List.of(new Listener(Transport.TCP, "127.0.0.1", 0, null, null))),
            intake);
    int count = 8_000;
    AtomicLong sent = new AtomicLong();
    CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(count, sent));
    await().until(() -> producer.history().size() >= 7);
    AtomicLong before = new AtomicLong(-1);
    await()
        .pollInterval(1, TimeUnit.SECONDS)
        .until(() -> before.getAndSet(sent.get()) == sent.get());
    assertThat(sender).isNotDone();
    assertThat(producer.history()).hasSizeLessThan(10);
    producer.errorNext(new TimeoutException("Kafka was away for too long"));
    await()
        .pollInterval(1, TimeUnit.MILLISECONDS)
        .atMost(60, TimeUnit.SECONDS)
        .until(
            () -> {
              while (producer.completeNext()) {}
              return counters().published() == count;
            });
    assertThat(sender).succeedsWithin(5, TimeUnit.SECONDS);
    assertThat(counters().lost()).isZero();
  }

  private void send(int count, AtomicLong sent) {
    byte[] line = bytes("<13>1 - host2 x - - - " + "y".repeat(2_000) + "\n");
    try (Socket socket = new Socket("127.0.0.1", server.addresses().getFirst().getPort())) {
      for (int i = 0; i < count; i++) {
        socket.getOutputStream().write(line);
        sent.incrementAndGet();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void datagramsThatCannotWaitAreCountedAsLost() throws Exception {
    intake(false, 2_000);
    DatagramSocket receiving = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
    int count = 500;
    try (DatagramListener listener =
            DatagramListener.start(receiving, intake, new AtomicLong(), 20_000);
        DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < count; i++) {
        byte[] datagram = bytes("<13>1 - host2 x - - - " + "y".repeat(400));
        socket.send(new DatagramPacket(datagram, datagram.length, listener.address()));
      }
      await()
          .until(
              () -> {
                while (producer.completeNext()) {}
                return counters().published() + counters().lost() == count;
              });
      assertThat(counters().lost()).isPositive().isLessThan(count);
      assertThat(counters().published()).isPositive();
    }
  }

  @Test
  void busyConnectionsAreBoundedAndTheRefusedIsCounted() throws Exception {
    intake(true, LogIntake.ROOM);
    try (StreamListener listener =
            StreamListener.start(
                new java.net.ServerSocket(0, 5, java.net.InetAddress.getLoopbackAddress()),
                intake,
                new AtomicLong(),
                1);
        Socket first = new Socket(listener.address().getAddress(), listener.address().getPort())) {
      first.getOutputStream().write(bytes("<13>1 - host2 x - - - one\n"));
      published(1);
      try (Socket second =
          new Socket(listener.address().getAddress(), listener.address().getPort())) {
        assertThat(second.getInputStream().read()).isNegative();
      }
      assertThat(counters().refused()).isEqualTo(1);
      first.getOutputStream().write(bytes("<13>1 - host2 x - - - two\n"));
      assertThat(published(2).get(1).message()).isEqualTo("two");
    }
  }
}
