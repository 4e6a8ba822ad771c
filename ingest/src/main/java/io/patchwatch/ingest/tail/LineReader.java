package io.patchwatch.ingest.tail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a growing file into lines. A line without its newline yet stays where it is. Bytes that are
 * not UTF-8 become the replacement character. Of a line longer than {@link #MAX_LINE} the rest is
 * skipped and the line is marked.
 */
final class LineReader {

  /** Longest line that is kept, in bytes. */
  static final int MAX_LINE = 64 * 1024;

  private static final int BUFFER = 128 * 1024;

  private final FileChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream(256);
  private long position;
  private long lineStart;
  private boolean cut;

  /**
   * Reads from an offset.
   *
   * @param channel open for reading; the caller closes it
   * @param offset first byte of a line
   */
  LineReader(FileChannel channel, long offset) {
    this.channel = channel;
    this.position = offset;
    this.lineStart = offset;
  }

  /**
   * One line.
   *
   * @param offset of its first byte
   * @param end offset of the byte after its newline
   * @param cut whether it was longer than {@link #MAX_LINE}
   */
  record Line(String text, long offset, long end, boolean cut) {}

  /** The complete lines of the next piece of the file; empty at its present end. */
  List<Line> next() throws IOException {
    buffer.clear();
    int read = channel.read(buffer, position);
    List<Line> lines = new ArrayList<>();
    byte[] bytes = buffer.array();
    for (int i = 0; i < read; i++) {
      position++;
      if (bytes[i] == '\n') {
        lines.add(finish());
      } else if (line.size() < MAX_LINE) {
        line.write(bytes[i]);
      } else {
        cut = true;
      }
    }
    return lines;
  }

  private Line finish() {
    String text = line.toString(StandardCharsets.UTF_8);
    if (text.endsWith("\r")) {
      text = text.substring(0, text.length() - 1);
    }
    Line finished = new Line(text, lineStart, position, cut);
    line.reset();
    cut = false;
    lineStart = position;
    return finished;
  }

  /** Offset of the first byte that belongs to no complete line yet. */
  long lineStart() {
    return lineStart;
  }

  /** Offset up to which the file was read, complete lines or not. */
  long position() {
    return position;
  }
}
