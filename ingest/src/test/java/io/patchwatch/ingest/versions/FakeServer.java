package io.patchwatch.ingest.versions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** A TCP server on loopback that says what a test tells it to say. */
public final class FakeServer implements AutoCloseable {

  /** What it does with one connection. */
  public interface Script {
    void play(Line line) throws Exception;
  }

  private final ServerSocket socket;
  private final CountDownLatch end = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();

  public FakeServer(Script script) {
    try {
      socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> accept(script));
  }

  private void accept(Script script) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual()
            .start(
                () -> {
                  try (client) {
                    script.play(new Line(client));
                  } catch (Exception e) {
                    // the client has gone, as it may at any time
                  }
                });
      } catch (IOException e) {
        return;
      }
    }
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Everything that clients said. */
  public String heard() {
    return String.join("", heard);
  }

  @Override
  public void close() throws IOException {
    end.countDown();
    socket.close();
  }

  /** One connection. */
  public final class Line {
    private final InputStream in;
    private final OutputStream out;

    Line(Socket client) throws IOException {
      this.in = client.getInputStream();
      this.out = client.getOutputStream();
    }

    public void say(String words) throws IOException {
      out.write(words.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Returns what was said up to and with this. */
    public String hear(String until) throws IOException {
      StringBuilder said = new StringBuilder();
      while (said.indexOf(until) < 0) {
        int next = in.read();
        if (next < 0) {
          throw new IOException("gone");
        }
        said.append((char) next);
      }
      heard.add(said.toString());
      return said.toString();
    }

    /** Says nothing more and does not hang up. */
    public void keepSilent() throws InterruptedException {
      end.await();
    }

    /** Says this again and again. */
    public void sayForEver(String words) throws IOException {
      String much = words.repeat(1000);
      while (true) {
        say(much);
      }
    }
  }
}
