package io.patchwatch.ingest.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelDropsTest {

  @Test
  void countsWhatNobodyReadInTime() throws IOException {
    assumeThat(Path.of("/proc/net/udp")).as("not Linux").exists();
    try (DatagramSocket unread = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0));
        DatagramSocket sender = new DatagramSocket()) {
      unread.setReceiveBufferSize(4_096);
      KernelDrops drops = new KernelDrops(unread.getLocalPort());
      assertThat(drops.more()).isZero();
      byte[] datagram = new byte[1_000];
      for (int i = 0; i < 100; i++) {
        sender.send(new DatagramPacket(datagram, datagram.length, unread.getLocalSocketAddress()));
      }
      assertThat(drops.more()).isBetween(50L, 99L);
      assertThat(drops.more()).as("nothing since then").isZero();
    }
  }
}
