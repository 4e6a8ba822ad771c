package io.patchwatch.ingest.inventory.format;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** A whole document in memory, at most {@link #MAX_BYTES} long. Immutable. */
public final class Document {

  /** Largest document, in bytes after decompression. */
  public static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final int HEAD_BYTES = 64 * 1024;
  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final int MARK_BYTES = 3;

  private final String name;
  private final byte[] content;

  /**
   * Wraps what was read.
   *
   * @param name for messages, and as the host's name where a format says so
   * @param content is not copied; nobody may change it afterwards
   */
  public Document(String name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  public String name() {
    return name;
  }

  /** Length in bytes. */
  public int size() {
    return content.length;
  }

  /** The content from its beginning. */
  public InputStream stream() {
    return new ByteArrayInputStream(content);
  }

  /** The content as UTF-8 text from its beginning; what is no UTF-8 is replaced. */
  public Reader reader() {
    int mark = startsWithMark() ? MARK_BYTES : 0;
    return new InputStreamReader(
        new ByteArrayInputStream(content, mark, content.length - mark), StandardCharsets.UTF_8);
  }

  /** All of it as UTF-8 text; what is no UTF-8 is replaced. */
  public String text() {
    return withoutMark(new String(content, StandardCharsets.UTF_8));
  }

  /** The first 64 KiB as text, by which formats are told apart. */
  public String head() {
    int length = Math.min(content.length, HEAD_BYTES);
    return withoutMark(new String(content, 0, length, StandardCharsets.UTF_8));
  }

  private boolean startsWithMark() {
    return content.length >= MARK_BYTES
        && content[0] == (byte) 0xEF
        && content[1] == (byte) 0xBB
        && content[2] == (byte) 0xBF;
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
