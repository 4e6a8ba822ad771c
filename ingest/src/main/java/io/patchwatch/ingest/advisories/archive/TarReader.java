package io.patchwatch.ingest.advisories.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads tar as far as advisory archives need it: files, with ustar prefixes, GNU long names and pax
 * paths. Links and devices are passed over.
 *
 * @see <a href="https://www.gnu.org/software/tar/manual/html_node/Standard.html">tar format</a>
 */
final class TarReader {

  private static final int BLOCK = 512;
  private static final int MAX_NAME = 64 * 1024;

  private final InputStream in;
  private final Budget budget;
  private @Nullable String longName;

  private TarReader(InputStream in, Budget budget) {
    this.in = in;
    this.budget = budget;
  }

  static void each(InputStream in, Budget budget) throws IOException {
    TarReader reader = new TarReader(in, budget);
    byte[] header = reader.block();
    while (header[0] != 0) {
      reader.entry(header);
      header = reader.block();
    }
  }

  private void entry(byte[] header) throws IOException {
    check(header);
    long size = number(header, 124, 12);
    Bounded body = new Bounded(in, size);
    switch (header[156]) {
      case '0', 0 -> file(header, body);
      case 'L' -> longName = text(meta(body), 0, Integer.MAX_VALUE);
      case 'x' -> longName = paxPath(new String(meta(body), StandardCharsets.UTF_8));
      default -> longName = null;
    }
    body.drain();
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
  }

  private void file(byte[] header, Bounded body) throws IOException {
    String given = longName;
    longName = null;
    budget.take(given == null ? name(header) : given, body);
  }

  private static byte[] meta(Bounded body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_NAME + 1);
    if (bytes.length > MAX_NAME) {
      throw new BadArchive("the archive has a name that is too long");
    }
    return bytes;
  }

  private static String name(byte[] header) {
    String name = text(header, 0, 100);
    boolean ustar = text(header, 257, 5).equals("ustar");
    String prefix = ustar ? text(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** Pax records are {@code <length> <key>=<value>\n}. */
  private static @Nullable String paxPath(String records) {
    for (String line : records.lines().toList()) {
      int key = line.indexOf(" path=");
      if (key > 0) {
        return line.substring(key + " path=".length());
      }
    }
    return null;
  }

  private byte[] block() throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    if (block.length < BLOCK) {
      throw new BadArchive("not a whole tar archive: it breaks off");
    }
    return block;
  }

  private static void check(byte[] header) throws IOException {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header[i] & 0xff;
    }
    if (sum != number(header, 148, 8)) {
      throw new BadArchive("neither zip nor tar: a header's checksum is wrong");
    }
  }

  private static long number(byte[] header, int from, int length) throws IOException {
    String octal = text(header, from, length).strip();
    try {
      return octal.isEmpty() ? 0 : Long.parseLong(octal, 8);
    } catch (NumberFormatException e) {
      throw new BadArchive("neither zip nor tar: a header is not readable");
    }
  }

  private static String text(byte[] bytes, int from, int length) {
    int end = from;
    while (end < bytes.length && end - from < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  /** The body of one entry. */
  private static final class Bounded extends InputStream {
    private final InputStream in;
    private long left;

    Bounded(InputStream in, long size) throws IOException {
      if (size < 0) {
        throw new BadArchive("neither zip nor tar: a size is negative");
      }
      this.in = in;
      this.left = size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(into, offset, (int) Math.min(length, left));
      if (read < 0) {
        throw new BadArchive("not a whole tar archive: an entry breaks off");
      }
      left -= read;
      return read;
    }

    void drain() throws IOException {
      in.skipNBytes(left);
      left = 0;
    }
  }
}
