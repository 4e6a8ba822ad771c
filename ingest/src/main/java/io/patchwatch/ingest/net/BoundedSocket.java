package io.patchwatch.ingest.net;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/** A socket from which only so many bytes can be read. */
public final class BoundedSocket extends Socket {

  private final int most;
  private int bytes;

  /**
   * Not connected yet.
   *
   * @param most bytes that may be read, all together
   */
  public BoundedSocket(int most) {
    this.most = most;
  }

  /** More was sent than anybody who answers a question would send. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Counting(super.getInputStream());
  }

  private int count(int read) throws IOException {
    bytes += Math.max(0, read);
    if (bytes > most) {
      throw new TooLarge();
    }
    return read;
  }

  private final class Counting extends FilterInputStream {

    Counting(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return count(super.read(buffer, from, length));
    }
  }
}
