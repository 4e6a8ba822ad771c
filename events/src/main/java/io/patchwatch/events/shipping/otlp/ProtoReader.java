package io.patchwatch.events.shipping.otlp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Goes through the fields of one message of protocol buffers (protobuf.dev, "Encoding"). What is
 * not well formed is an {@link UnreadableOtlp}.
 */
final class ProtoReader {

  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int BYTES = 2;
  static final int FIXED32 = 5;

  private static final int MOST_VARINT_BYTES = 10;
  private static final int TYPE_BITS = 3;

  private final ByteBuffer bytes;
  private int type;

  ProtoReader(ByteBuffer bytes) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of the next field, whose value must be read or skipped; 0 at the end. */
  int field() throws UnreadableOtlp {
    if (!bytes.hasRemaining()) {
      return 0;
    }
    long tag = varint();
    type = (int) (tag & 7);
    long field = tag >>> TYPE_BITS;
    if (field < 1 || field > 0x1fff_ffff) {
      throw new UnreadableOtlp("a field has the number " + field);
    }
    return (int) field;
  }

  long varint() throws UnreadableOtlp {
    long value = 0;
    for (int i = 0; i < MOST_VARINT_BYTES && bytes.hasRemaining(); i++) {
      byte b = bytes.get();
      value |= (long) (b & 0x7f) << (7 * i);
      if (b >= 0) {
        return value;
      }
    }
    throw new UnreadableOtlp("a number has no end");
  }

  long fixed64() throws UnreadableOtlp {
    expect(FIXED64);
    if (bytes.remaining() < Long.BYTES) {
      throw new UnreadableOtlp("it ends within a number");
    }
    return bytes.getLong();
  }

  /** A message, text or bytes; a view, not a copy. */
  ByteBuffer content() throws UnreadableOtlp {
    expect(BYTES);
    long length = varint();
    if (length < 0 || length > bytes.remaining()) {
      throw new UnreadableOtlp("it ends within a field");
    }
    ByteBuffer content = bytes.slice(bytes.position(), (int) length);
    bytes.position(bytes.position() + (int) length);
    return content;
  }

  String text() throws UnreadableOtlp {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(content()).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableOtlp("a text is not UTF-8");
    }
  }

  /** Passes over a field that means nothing here. */
  void skip() throws UnreadableOtlp {
    switch (type) {
      case VARINT -> varint();
      case FIXED64 -> fixed64();
      case BYTES -> content();
      case FIXED32 -> {
        if (bytes.remaining() < Integer.BYTES) {
          throw new UnreadableOtlp("it ends within a number");
        }
        bytes.getInt();
      }
      default -> throw new UnreadableOtlp("a field is of type " + type);
    }
  }

  int type() {
    return type;
  }

  private void expect(int wanted) throws UnreadableOtlp {
    if (type != wanted) {
      throw new UnreadableOtlp("a field is of type " + type + " instead of " + wanted);
    }
  }
}
