package io.patchwatch.ingest.advisories.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Reads zip (also a zip in a zip, as CVE's releases are) and tar, plain or gzip, told by their
 * first bytes. Nothing is ever written under a name from an archive.
 */
public final class Archives {

  private static final int ZIP = 0x504b;
  private static final int GZIP = 0x1f8b;

  private Archives() {}

  /** Takes a document. */
  public interface Sink {
    /** One entry by its name in the archive. */
    void accept(String name, byte[] bytes) throws IOException;
  }

  /**
   * Tells of the documents whose names end in {@code .json}, {@code .ndjson} or {@code .csv}.
   *
   * @throws BadArchive if it is cut off, beyond the limits or names a place outside itself
   * @throws IOException if the file cannot be read, or from the sink
   */
  public static void each(Path archive, Limits limits, Sink sink) throws IOException {
    Budget budget = new Budget(limits, sink);
    int magic = magic(archive);
    if (magic == ZIP) {
      zip(archive, budget, true);
    } else {
      try (InputStream in = open(archive, magic)) {
        TarReader.each(in, budget);
      } catch (EOFException e) {
        throw new BadArchive("not a whole tar archive: it breaks off");
      }
    }
  }

  private static InputStream open(Path archive, int magic) throws IOException {
    InputStream raw = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
    return magic == GZIP ? new GZIPInputStream(raw, 1 << 16) : raw;
  }

  private static int magic(Path archive) throws IOException {
    try (InputStream in = Files.newInputStream(archive)) {
      byte[] first = in.readNBytes(2);
      if (first.length < 2) {
        throw new BadArchive("the archive is empty");
      }
      return (first[0] & 0xff) << 8 | (first[1] & 0xff);
    }
  }

  /** A zip that was cut off lacks its directory, which stands at the end. */
  private static void zip(Path archive, Budget budget, boolean outermost) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory()) {
          try (InputStream in = zip.getInputStream(entry)) {
            entry(entry.getName(), in, budget, outermost);
          }
        }
      }
    } catch (ZipException e) {
      throw new BadArchive("not a whole zip archive (" + e.getMessage() + ")");
    }
  }

  private static void entry(String name, InputStream in, Budget budget, boolean outermost)
      throws IOException {
    if (outermost && name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      budget.name(name);
      Path inner = Files.createTempFile("patchwatch-inner", ".zip");
      try {
        budget.copy(in, inner);
        zip(inner, budget, false);
      } finally {
        Files.deleteIfExists(inner);
      }
    } else {
      budget.take(name, in);
    }
  }
}
