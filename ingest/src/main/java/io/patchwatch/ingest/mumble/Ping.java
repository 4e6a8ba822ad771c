package io.patchwatch.ingest.mumble;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Mumble's two pings over UDP, which need no login. The old one: 12 bytes ask, 24 bytes answer,
 * with one byte for each number of the version. The new one, from 1.5 on: the byte 1 and a protobuf
 * message {@code MumbleUDP.Ping}, with two bytes for each number (Mumble's MumbleUDP.proto and
 * MumbleProtocol.cpp).
 */
final class Ping {

  private static final int OLD_ANSWER = 24;
  private static final byte NEW = 1;
  private static final int TIMESTAMP = 1;
  private static final int ASK_DETAILS = 2;
  private static final int VERSION_V2 = 3;

  private Ping() {}

  /**
   * A version.
   *
   * @param isNew from the new ping, which cuts no number
   */
  record Told(int major, int minor, int patch, boolean isNew) {

    /** From 1.5 on the new ping is answered too, and tells more. */
    boolean answersTheNewPing() {
      return major > 1 || (major == 1 && minor >= 5);
    }

    String version() {
      return major + "." + minor + "." + patch;
    }
  }

  static byte[] oldQuestion(long nonce) {
    return ByteBuffer.allocate(12).putInt(0).putLong(nonce).array();
  }

  static byte[] newQuestion(long nonce) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(NEW);
    out.write(TIMESTAMP << 3);
    long rest = nonce;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    out.write(ASK_DETAILS << 3);
    out.write(1);
    return out.toByteArray();
  }

  /** What an answer says; empty if it is none to the question with this number. */
  static Optional<Told> read(byte[] answer, int length, long nonce) {
    ByteBuffer bytes = ByteBuffer.wrap(answer, 0, length);
    if (length == OLD_ANSWER && answer[0] == 0) {
      return bytes.getLong(4) == nonce
          ? Optional.of(new Told(answer[1] & 0xff, answer[2] & 0xff, answer[3] & 0xff, false))
          : Optional.empty();
    }
    return length > 1 && bytes.get() == NEW ? readNew(bytes, nonce) : Optional.empty();
  }

  /** All fields of the message are numbers. */
  private static Optional<Told> readNew(ByteBuffer bytes, long nonce) {
    boolean ours = false;
    long version = 0;
    while (bytes.hasRemaining()) {
      OptionalLong tag = number(bytes);
      OptionalLong value = number(bytes);
      if (tag.isEmpty() || value.isEmpty() || (tag.getAsLong() & 7) != 0) {
        return Optional.empty();
      }
      long field = tag.getAsLong() >>> 3;
      ours |= field == TIMESTAMP && value.getAsLong() == nonce;
      version = field == VERSION_V2 ? value.getAsLong() : version;
    }
    return ours && version != 0
        ? Optional.of(
            new Told(
                (int) (version >>> 48),
                (int) ((version >>> 32) & 0xffff),
                (int) ((version >>> 16) & 0xffff),
                true))
        : Optional.empty();
  }

  /** A number of variable length, low bits first; at most ten bytes. */
  private static OptionalLong number(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; shift < 64 && bytes.hasRemaining(); shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return OptionalLong.of(value);
      }
    }
    return OptionalLong.empty();
  }
}
