package io.patchwatch.streams.sigma.match;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A network, RFC 4632 and RFC 4291. */
public final class Cidr {

  private static final int LONGEST = 64;
  private final String text;
  private final byte[] address;
  private final int bits;

  private Cidr(String text, byte[] address, int bits) {
    this.text = text;
    this.address = address;
    this.bits = bits;
  }

  /** Reads {@code 10.0.0.0/8} or {@code 2001:db8::/32}; null when it is none. */
  public static @Nullable Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      return null;
    }
    int most = address.length * 8;
    int bits = slash < 0 ? most : bits(text.substring(slash + 1));
    return bits < 0 || bits > most ? null : new Cidr(text, address, bits);
  }

  private static int bits(String digits) {
    boolean number = !digits.isEmpty() && digits.length() <= 3;
    return number && digits.chars().allMatch(c -> c >= '0' && c <= '9')
        ? Integer.parseInt(digits)
        : -1;
  }

  /** Bytes of a literal address; null for anything that would have to be looked up. */
  private static byte @Nullable [] address(String text) {
    boolean colon = text.indexOf(':') >= 0;
    boolean literal =
        !text.isEmpty()
            && text.length() <= LONGEST
            && text.chars().allMatch(c -> isAddress((char) c, colon))
            && (colon || text.chars().filter(c -> c == '.').count() == 3);
    if (!literal) {
      return null;
    }
    try {
      return InetAddress.getByName(text).getAddress();
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static boolean isAddress(char c, boolean colon) {
    boolean digit = c >= '0' && c <= '9';
    boolean hex = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return digit || c == '.' || (colon && (hex || c == ':'));
  }

  /** Whether the text is an address of this network. */
  public boolean contains(String value) {
    byte[] other = address(value);
    if (other == null || other.length != address.length) {
      return false;
    }
    int whole = bits / 8;
    if (!Arrays.equals(address, 0, whole, other, 0, whole)) {
      return false;
    }
    int rest = bits % 8;
    return rest == 0 || ((address[whole] ^ other[whole]) & (0xFF << (8 - rest)) & 0xFF) == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cidr it && it.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
