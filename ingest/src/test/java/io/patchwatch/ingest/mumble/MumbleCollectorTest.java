package io.patchwatch.ingest.mumble;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.versions.Collected;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** UDP has no connection, so this collector keeps the contract in a form of its own. */
class MumbleCollectorTest {

  private static final long NONCE = 0x1122334455667788L;
  private static final byte[] NOTHING = {};

  private static Ping.Told read(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return Ping.read(bytes, bytes.length, NONCE).orElse(null);
  }

  @Test
  void readsTheCapturedAnswerOfMumble134() {
    Ping.Told told = read("00010304 1122334455667788 00000000 000003e8 00011940");
    assertThat(told.version()).isEqualTo("1.3.4");
  }

  @Test
  void readsTheNewAnswerWhosePatchLevelIsBeyond255() {
    // timestamp = nonce, server_version_v2 = 1.5.634, user_count = 3
    Ping.Told told = read("01 08 88efd9aba5a28c9111 18 808 0a8d8d0 80 40 20 03".replace(" ", ""));
    assertThat(told).isNull(); // a number cut in the middle is no answer
    ByteBuffer answer = ByteBuffer.allocate(64).put(Ping.newQuestion(NONCE)).put((byte) 0x18);
    long version = (1L << 48) | (5L << 32) | (634L << 16);
    putNumber(answer, version);
    byte[] bytes = answer.array();
    assertThat(Ping.read(bytes, answer.position(), NONCE).orElseThrow().version())
        .isEqualTo("1.5.634");
  }

  private static void putNumber(ByteBuffer out, long number) {
    long rest = number;
    while ((rest & ~0x7fL) != 0) {
      out.put((byte) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "01",
        "01ff",
        "01ffffffffffffffffffffff",
        "0a0500",
        "00010304 1122334455667789 00000000 000003e8 00011940",
        "00010304 1122334455667788 00000000 000003e8"
      })
  void anAnswerToAnotherQuestionOrGarbageIsNone(String hex) {
    assertThat(read(hex)).isNull();
  }

  private static Collected ask(UnaryOperator<byte[]> answer) throws Exception {
    try (DatagramSocket server =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Thread.ofVirtual().start(() -> serve(server, answer));
      return collect(server.getLocalPort(), Duration.ofSeconds(1));
    }
  }

  private static Collected collect(int port, Duration timeout) throws InterruptedException {
    return new MumbleCollector(
            Objects.requireNonNull(Catalogue.builtIn().get("mumble")),
            new MumbleServer("127.0.0.1", port, timeout),
            new SplittableRandom(1))
        .collect();
  }

  private static void serve(DatagramSocket server, UnaryOperator<byte[]> answer) {
    try {
      while (true) {
        DatagramPacket question = new DatagramPacket(new byte[100], 100);
        server.receive(question);
        byte[] asked = java.util.Arrays.copyOf(question.getData(), question.getLength());
        byte[] told = answer.apply(asked);
        if (told.length > 0) {
          server.send(new DatagramPacket(told, told.length, question.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // closed: the test is over
    }
  }

  private static byte[] old(byte[] question, int version) {
    if (question.length != 12) {
      return NOTHING;
    }
    return ByteBuffer.allocate(24).putInt(version).put(question, 4, 8).array();
  }

  private static byte[] both(byte[] question) {
    if (question.length == 12) {
      return old(question, 0x000105ff); // the patch level cut at 255
    }
    ByteBuffer out = ByteBuffer.allocate(64).put(question).put((byte) 0x18);
    putNumber(out, (1L << 48) | (5L << 32) | (634L << 16));
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  @Test
  void readsAnOldServersVersion() throws Exception {
    Collected collected = ask(question -> old(question, 0x00010304));
    assertThat(((Collected.Seen) collected).reading().version()).isEqualTo("1.3.4");
  }

  @Test
  void prefersTheNewPingOfANewServer() throws Exception {
    Collected collected = ask(MumbleCollectorTest::both);
    assertThat(((Collected.Seen) collected).reading().version()).isEqualTo("1.5.634");
  }

  @Test
  void aSilentServerTimesOut() throws Exception {
    Collected.Missed missed = (Collected.Missed) ask(question -> NOTHING);
    assertThat(missed.failure()).isEqualTo(Failure.TIMEOUT);
    assertThat(missed.detail()).contains("allowping");
  }

  @Test
  void nobodyThereIsUnreachable() throws Exception {
    int free;
    try (DatagramSocket socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      free = socket.getLocalPort();
    }
    Collected.Missed missed = (Collected.Missed) collect(free, Duration.ofSeconds(2));
    assertThat(missed.failure()).as(missed.detail()).isEqualTo(Failure.UNREACHABLE);
  }
}
