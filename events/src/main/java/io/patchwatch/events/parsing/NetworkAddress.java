package io.patchwatch.events.parsing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An IP address as servers write it: plain, with a port ({@code 1.2.3.4:5}, {@code [::1]:5}), with
 * a zone, or IPv4 mapped into IPv6. Never asks a name server.
 *
 * @param ip canonical text: dotted decimal, or IPv6 after RFC 5952; a mapped address is its IPv4
 *     one
 * @param port the port that followed, or -1
 * @param local loopback or unspecified: says nothing about where a client is
 */
public record NetworkAddress(String ip, int port, boolean local) {

  private static final int MAX_LENGTH = 80;

  /** Reads one; empty if the text is no IP address. */
  public static Optional<NetworkAddress> read(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    if (trimmed.startsWith("[")) {
      int close = trimmed.indexOf(']');
      return close < 0
          ? Optional.empty()
          : of(trimmed.substring(1, close), port(trimmed.substring(close + 1)));
    }
    int colon = trimmed.indexOf(':');
    if (colon > 0 && colon == trimmed.lastIndexOf(':')) {
      return of(trimmed.substring(0, colon), port(trimmed.substring(colon)));
    }
    return of(trimmed, -1);
  }

  /**
   * The address of these bytes, without a port.
   *
   * @throws IllegalArgumentException if they are neither 4 nor 16
   */
  public static NetworkAddress of(byte[] bytes) {
    if (bytes.length != 4 && bytes.length != 16) {
      throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
    }
    return of(bytes, -1);
  }

  private static Optional<NetworkAddress> of(String host, int port) {
    int zone = host.indexOf('%');
    String bare = zone < 0 ? host : host.substring(0, zone);
    byte[] bytes = bare.indexOf(':') < 0 ? v4(bare) : v6(bare);
    return bytes.length == 0 ? Optional.empty() : Optional.of(of(bytes, port));
  }

  private static NetworkAddress of(byte[] bytes, int port) {
    try {
      // getByAddress turns a mapped address into an Inet4Address
      InetAddress address = InetAddress.getByAddress(bytes);
      String ip =
          address.getAddress().length == 4
              ? address.getHostAddress()
              : compressed(address.getAddress());
      return new NetworkAddress(
          ip, port, address.isLoopbackAddress() || address.isAnyLocalAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 or 16 bytes are always an address", e);
    }
  }

  private static int port(String text) {
    if (!text.startsWith(":") || text.length() > 6 || text.length() < 2) {
      return -1;
    }
    String number = text.substring(1);
    return Digits.only(number) ? Integer.parseInt(number) : -1;
  }

  /** Four bytes, or none if it is no dotted decimal. Leading zeros are refused: some read octal. */
  private static byte[] v4(String text) {
    String[] parts = text.split("\\.", -1);
    byte[] bytes = new byte[4];
    if (parts.length != 4) {
      return new byte[0];
    }
    for (int i = 0; i < 4; i++) {
      String part = parts[i];
      boolean number = !part.isEmpty() && part.length() <= 3 && Digits.only(part);
      if (!number || (part.length() > 1 && part.startsWith("0")) || Integer.parseInt(part) > 255) {
        return new byte[0];
      }
      bytes[i] = (byte) Integer.parseInt(part);
    }
    return bytes;
  }

  /** Sixteen bytes, or none. */
  private static byte[] v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] all = groups(text);
      return all.length == 16 ? all : new byte[0];
    }
    byte[] head = groups(text.substring(0, gap));
    byte[] tail = groups(text.substring(gap + 2));
    boolean broken = (head.length == 0 && gap > 0) || (tail.length == 0 && gap + 2 < text.length());
    if (broken || head.length + tail.length > 14) {
      return new byte[0];
    }
    byte[] bytes = Arrays.copyOf(head, 16);
    System.arraycopy(tail, 0, bytes, 16 - tail.length, tail.length);
    return bytes;
  }

  /** Two bytes a group (the last may be dotted decimal), or none if one is broken. */
  private static byte[] groups(String text) {
    if (text.isEmpty()) {
      return new byte[0];
    }
    String[] parts = text.split(":", -1);
    byte[] bytes = new byte[0];
    for (int i = 0; i < parts.length; i++) {
      byte[] group =
          i == parts.length - 1 && parts[i].indexOf('.') > 0 ? v4(parts[i]) : hex(parts[i]);
      if (group.length == 0) {
        return group;
      }
      bytes = Arrays.copyOf(bytes, bytes.length + group.length);
      System.arraycopy(group, 0, bytes, bytes.length - group.length, group.length);
    }
    return bytes;
  }

  private static byte[] hex(String group) {
    boolean fits = !group.isEmpty() && group.length() <= 4;
    if (!fits || !group.chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128)) {
      return new byte[0];
    }
    int value = Integer.parseInt(group, 16);
    return new byte[] {(byte) (value >> 8), (byte) value};
  }

  /** RFC 5952: the first longest run of two or more zero groups becomes a double colon. */
  private static String compressed(byte[] bytes) {
    int[] groups =
        IntStream.range(0, 8)
            .map(i -> ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff))
            .toArray();
    int start = longestZeroRun(groups);
    int length = start < 0 ? 0 : zeroRun(groups, start);
    return length < 2
        ? joined(groups, 0, 8)
        : joined(groups, 0, start) + "::" + joined(groups, start + length, 8);
  }

  private static int longestZeroRun(int[] groups) {
    int best = -1;
    for (int i = 0; i < 8; i++) {
      if (zeroRun(groups, i) > (best < 0 ? 0 : zeroRun(groups, best))) {
        best = i;
      }
    }
    return best;
  }

  private static int zeroRun(int[] groups, int from) {
    int end = from;
    while (end < 8 && groups[end] == 0) {
      end++;
    }
    return end - from;
  }

  private static String joined(int[] groups, int from, int to) {
    StringBuilder text = new StringBuilder();
    for (int i = from; i < to; i++) {
      text.append(i == from ? "" : ":").append(Integer.toHexString(groups[i]));
    }
    return text.toString().toLowerCase(Locale.ROOT);
  }
}
