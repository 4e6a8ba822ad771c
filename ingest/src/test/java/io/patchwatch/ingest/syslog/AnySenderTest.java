package io.patchwatch.ingest.syslog;

import static org.awaitility.Awaitility.await;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.Mangled;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.shipping.LogIntake;
import io.patchwatch.ingest.syslog.SyslogSettings.Listener;
import io.patchwatch.ingest.syslog.SyslogSettings.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Whatever one sender sends, the next one is heard. Real sockets; all senders have one address. */
class AnySenderTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  private final MockProducer<String, byte[]> producer =
      new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
  private LogIntake intake;
  private SyslogServer server;
  private int number;

  @BeforeProperty
  void start() throws IOException {
    LogSources sources =
        new LogSources(
            List.of(source("good", "lanying-im", "host2"), source("any", "ejabberd", "127.0.0.1")));
    intake = new LogIntake(sources, new Publisher(producer, ""), () -> NOW);
    server =
        SyslogServer.start(
            new SyslogSettings(
                List.of(
                    new Listener(Transport.TCP, "127.0.0.1", 0, null, null),
                    new Listener(Transport.UDP, "127.0.0.1", 0, null, null))),
            intake);
  }

  @AfterProperty
  void stop() {
    server.close();
    intake.close();
  }

  private static LogSource source(String id, String product, String host) {
    return new LogSource(
        Asset.of(id),
        Objects.requireNonNull(Catalogue.builtIn().get(product)),
        List.of(host),
        List.of(),
        ZoneOffset.UTC);
  }

  @Provide
  Arbitrary<byte[]> garbage() {
    Arbitrary<String> good =
        Arbitraries.of(
            "<13>1 2026-11-23T11:59:59.5Z h ejabberd - - - 2026-11-23 11:59:57.000000+00:00 [info] <0.1.0> a\n",
            "<13>Nov 23 11:59:58 host1 ejabberd: in function x\n",
            "55 <13>1 2026-11-23T11:59:59.5Z unheard of - - - of a line",
            "70000 <13>1 - ",
            "99999999 <");
    return Arbitraries.oneOf(
        Mangled.of(good.list().ofMaxSize(4).map(all -> String.join("", all)))
            .map(text -> text.getBytes(StandardCharsets.UTF_8)),
        Arbitraries.bytes().array(byte[].class).ofMaxSize(2_000));
  }

  @Property(tries = 100)
  void aConnectionIsHeardAfterAnyOther(@ForAll("garbage") byte[] bytes, @ForAll boolean reset)
      throws IOException {
    send(bytes, reset);
    String mark = "mark " + number++;
    send(("<13>1 - host2 x - - - " + mark + "\n").getBytes(StandardCharsets.UTF_8), false);
    awaitMark(mark);
  }

  private void send(byte[] bytes, boolean reset) throws IOException {
    InetSocketAddress address = server.addresses().getFirst();
    try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
      if (reset) {
        socket.setSoLinger(true, 0);
      }
      socket.getOutputStream().write(bytes);
    }
  }

  @Property(tries = 100)
  void aDatagramIsHeardAfterAnyOther(@ForAll("garbage") byte[] bytes) throws IOException {
    InetSocketAddress address = server.addresses().get(1);
    String mark = "mark " + number++;
    byte[] good = ("<13>1 - host2 x - - - " + mark).getBytes(StandardCharsets.UTF_8);
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(new DatagramPacket(bytes, bytes.length, address));
      socket.send(new DatagramPacket(good, good.length, address));
    }
    awaitMark(mark);
  }

  private void awaitMark(String mark) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> messages().contains(mark));
    producer.clear();
  }

  private List<String> messages() {
    return producer.history().stream()
        .map(record -> Wire.decode(record.value(), LogObserved.class))
        .map(LogObserved::message)
        .toList();
  }
}
