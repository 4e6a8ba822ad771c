package io.patchwatch.ingest.inventory;

import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Reads whole documents, plain or gzip, up to {@link Document#MAX_BYTES}. */
final class BoundedFile {

  private static final int GZIP_FIRST = 0x1f;
  private static final int GZIP_SECOND = 0x8b;

  private BoundedFile() {}

  static Document read(Path file) throws IOException, UnreadableDocument {
    if (Files.isDirectory(file)) {
      throw new UnreadableDocument("is a directory; name a file in it");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return unpacked(file.toString(), bounded(in));
    } catch (NoSuchFileException e) {
      throw new UnreadableDocument("is not there; check the path");
    }
  }

  static Document unpacked(String name, byte[] content) throws IOException, UnreadableDocument {
    if (content.length == 0) {
      throw new UnreadableDocument("is empty; export it again");
    }
    if (content.length > Document.MAX_BYTES) {
      throw tooLarge();
    }
    if (!isGzip(content)) {
      return new Document(name, content);
    }
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      return new Document(plain, bounded(in));
    } catch (IOException e) {
      throw new UnreadableDocument("is no whole gzip file (" + e.getMessage() + "); copy it again");
    }
  }

  private static byte[] bounded(InputStream in) throws IOException, UnreadableDocument {
    byte[] bytes = in.readNBytes(Document.MAX_BYTES + 1);
    if (bytes.length > Document.MAX_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  private static UnreadableDocument tooLarge() {
    return new UnreadableDocument(
        "is larger than " + Document.MAX_BYTES / 1024 / 1024 + " MiB; split it by host");
  }

  private static boolean isGzip(byte[] content) {
    return content.length > 1
        && (content[0] & 0xff) == GZIP_FIRST
        && (content[1] & 0xff) == GZIP_SECOND;
  }
}
