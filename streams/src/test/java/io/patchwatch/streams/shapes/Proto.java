package io.patchwatch.streams.shapes;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes messages of protocol buffers. */
final class Proto {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private Proto() {}

  static Proto message() {
    return new Proto();
  }

  static Proto attribute(String key, String value) {
    return message().text(1, key).field(2, message().text(1, value));
  }

  Proto text(int number, String text) {
    return raw(number, text.getBytes(StandardCharsets.UTF_8));
  }

  Proto field(int number, Proto message) {
    return raw(number, message.bytes());
  }

  Proto raw(int number, byte[] bytes) {
    varint(number << 3 | 2);
    varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  Proto fixed64(int number, long value) {
    varint(number << 3 | 1);
    out.writeBytes(
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    return this;
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 0x7f) {
      out.write(rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
