package io.patchwatch.ingest.advisories.feed;

import io.patchwatch.ingest.advisories.BadRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads whole files, plain or gzip, up to a size. */
public final class BoundedFiles {

  /** Largest content, in bytes after decompression: EPSS's daily file has about 10 MiB. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private BoundedFiles() {}

  /**
   * The content of the file.
   *
   * @throws BadRecord if it is empty, too large or cannot be read
   */
  public static byte[] read(Path file) {
    return read(file, isGzip(file));
  }

  /**
   * The content of the file, whatever it is called.
   *
   * @throws BadRecord if it is empty, too large or cannot be read
   */
  public static byte[] read(Path file, boolean gzip) {
    byte[] bytes;
    try (InputStream in = open(file, gzip)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new BadRecord(
          file.toString(), "", "cannot be read (" + why + "); check it or fetch it again");
    }
    if (bytes.length == 0) {
      throw new BadRecord(file.toString(), "", "is empty; fetch it again");
    }
    if (bytes.length > MAX_BYTES) {
      throw new BadRecord(
          file.toString(), "", "is larger than " + MAX_BYTES + " bytes; split it or remove it");
    }
    return bytes;
  }

  /** The file's name without {@code .gz}. */
  public static String plainName(Path file) {
    String name = file.toString();
    return isGzip(file) ? name.substring(0, name.length() - ".gz".length()) : name;
  }

  /** Whether it is a kind of file that advisories come in. */
  static boolean isCandidate(Path file) {
    String name = plainName(file);
    return !file.getFileName().toString().startsWith(".")
        && (name.endsWith(".json") || name.endsWith(".ndjson") || name.endsWith(".csv"));
  }

  private static InputStream open(Path file, boolean gzip) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(file));
    if (!gzip) {
      return raw;
    }
    try {
      return new GZIPInputStream(raw);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static boolean isGzip(Path file) {
    return file.toString().endsWith(".gz");
  }
}
