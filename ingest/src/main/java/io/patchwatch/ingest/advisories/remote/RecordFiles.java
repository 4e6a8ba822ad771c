package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.events.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Records, a line each, in {@code records-1.ndjson.gz} and so on, none of them larger than a
 * directory feed reads. Each file is replaced at once; a crash between two of them leaves records
 * twice, never none.
 */
final class RecordFiles {

  /** Half of what is read of one file, in bytes before compression. */
  static final long MOST = 32L * 1024 * 1024;

  private final Path directory;
  private final long most;

  RecordFiles(Path directory, long most) {
    this.directory = directory;
    this.most = most;
  }

  /** By id. */
  Map<String, String> read() throws IOException {
    Map<String, String> records = new TreeMap<>();
    for (int i = 1; Files.exists(file(i)); i++) {
      try (var lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file(i))), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          records.put(RecordId.of(Wire.json().readTree(line)), line);
        }
      }
    }
    return records;
  }

  void write(Collection<String> records) throws IOException {
    Iterator<String> left = records.iterator();
    int number = 0;
    while (left.hasNext()) {
      number++;
      Path fresh = directory.resolve(".records.new");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(fresh))) {
        some(left, out);
      }
      Files.move(
          fresh, file(number), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
    while (Files.deleteIfExists(file(number + 1))) {
      number++;
    }
  }

  /** As many as fit, at least one. */
  private void some(Iterator<String> left, OutputStream out) throws IOException {
    long written = 0;
    while (left.hasNext() && written < most) {
      byte[] line = (left.next() + "\n").getBytes(StandardCharsets.UTF_8);
      out.write(line);
      written += line.length;
    }
  }

  private Path file(int number) {
    return directory.resolve("records-" + number + ".ndjson.gz");
  }
}
