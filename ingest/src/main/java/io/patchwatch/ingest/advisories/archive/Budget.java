package io.patchwatch.ingest.advisories.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Counts what an archive holds against its limits, and hands documents on. */
final class Budget {

  private final Limits limits;
  private final Archives.Sink sink;
  private long entries;
  private long bytes;

  Budget(Limits limits, Archives.Sink sink) {
    this.limits = limits;
    this.sink = sink;
  }

  /** Takes an entry: a document is handed on, anything else is passed over. */
  void take(String name, InputStream in) throws IOException {
    name(name);
    if (!isDocument(name)) {
      return;
    }
    byte[] content = in.readNBytes((int) limits.entryBytes() + 1);
    if (content.length > limits.entryBytes()) {
      throw new BadArchive(shown(name) + " is larger than " + limits.entryBytes() + " bytes");
    }
    add(content.length);
    sink.accept(name, content);
  }

  /** Counts an entry and checks that its name stays inside. */
  void name(String name) throws IOException {
    entries++;
    if (entries > limits.entries()) {
      throw new BadArchive("the archive has more than " + limits.entries() + " entries");
    }
    boolean outside =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || ("/" + name + "/").contains("/../");
    if (outside) {
      throw new BadArchive("the archive names a place outside itself: " + shown(name));
    }
  }

  /** Copies an inner archive within the limit of all bytes. */
  void copy(InputStream in, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        add(read);
        out.write(buffer, 0, read);
      }
    }
  }

  private void add(long more) throws IOException {
    bytes += more;
    if (bytes > limits.totalBytes()) {
      throw new BadArchive("the archive holds more than " + limits.totalBytes() + " bytes");
    }
  }

  static boolean isDocument(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String base = lower.substring(lower.lastIndexOf('/') + 1);
    return !base.startsWith(".")
        && (lower.endsWith(".json") || lower.endsWith(".ndjson") || lower.endsWith(".csv"));
  }

  private static String shown(String name) {
    return name.length() > 120 ? name.substring(0, 120) + "…" : name;
  }
}
