package io.patchwatch.app.rules;

import com.fasterxml.jackson.core.JacksonException;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.streams.samples.RecordReader;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records out of a file: the text of a server's log, or one record of the topic {@code logs-parsed}
 * on each line.
 */
public final class RecordFile {

  private static final long MOST_BYTES = 512L * 1024 * 1024;
  private static final String RECORD = "{\"type\":\"log-parsed\"";

  private RecordFile() {}

  /**
   * Reads a file, in the order of time.
   *
   * @param product whose log it is; null: it holds records of the topic
   * @param server the asset that wrote it
   * @param readAt for times without a year
   * @throws IOException if it cannot be read so; the message says what to do
   */
  public static List<LogParsed> read(
      Path file, @Nullable String product, String server, Instant readAt) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(file + ": there is no such file");
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + ": is larger than 512 MiB; split it by time");
    }
    String text;
    try {
      text = Files.readString(file);
    } catch (MalformedInputException e) {
      throw new IOException(file + ": is not UTF-8; convert it (iconv -t utf-8)", e);
    }
    List<LogParsed> records =
        new ArrayList<>(
            product == null
                ? records(file, text)
                : RecordReader.of(Catalogue.builtIn(), product).read(server, text, readAt));
    records.sort(Comparator.comparing(LogParsed::time));
    return records;
  }

  private static List<LogParsed> records(Path file, String text) throws IOException {
    if (!text.startsWith(RECORD)) {
      throw new IOException(
          file + ": is not a file of log-parsed records; for a server's log name its --product");
    }
    List<LogParsed> records = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      try {
        records.add(Wire.json().readValue(line, LogParsed.class));
      } catch (JacksonException e) {
        throw new IOException(file + ": line " + number + ": " + e.getOriginalMessage(), e);
      }
    }
    return records;
  }
}
