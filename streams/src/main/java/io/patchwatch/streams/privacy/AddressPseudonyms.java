package io.patchwatch.streams.privacy;

import io.patchwatch.events.parsing.NetworkAddress;
import io.patchwatch.streams.sigma.match.Cidr;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Addresses for addresses, so that whatever reads one still can. Addresses of the Internet go into
 * {@code 2001:db8::/32} (RFC 3849, for documentation: nobody has them), private ones into {@code
 * fd00::/8} (RFC 4193), so that "from inside" can still be said. Loopback and the unspecified
 * address stay: they are nobody's.
 */
final class AddressPseudonyms {

  /** RFC 1918, 6598, 3927, 4193 and 4291. */
  private static final List<Cidr> PRIVATE =
      networks(
          "10.0.0.0/8",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "fc00::/7",
          "fe80::/10");

  /** An IPv4 address within one of IPv6: RFC 6052 and 3056. */
  private static final List<Cidr> WITHIN = networks("64:ff9b::/96", "2002::/16");

  private static final byte[] PUBLIC_PREFIX = {0x20, 0x01, 0x0d, (byte) 0xb8};
  private static final byte[] PRIVATE_PREFIX = {(byte) 0xfd};
  private static final int LENGTH = 16;

  private final KeyedHash hash;

  private static List<Cidr> networks(String... all) {
    return Stream.of(all).map(it -> Objects.requireNonNull(Cidr.parse(it))).toList();
  }

  AddressPseudonyms(KeyedHash hash) {
    this.hash = hash;
  }

  /** Empty for an address that is nobody's. */
  Optional<String> ofAny(NetworkAddress address) {
    return address.local() ? Optional.empty() : Optional.of(of(address));
  }

  /**
   * Empty also for a private address, and for one that has another address within: in the address
   * of a request these are where somebody tried to get, and not who.
   */
  Optional<String> ofPublic(NetworkAddress address) {
    String ip = address.ip();
    return address.local() || in(PRIVATE, ip) || in(WITHIN, ip)
        ? Optional.empty()
        : Optional.of(of(address));
  }

  private static boolean in(List<Cidr> networks, String ip) {
    return networks.stream().anyMatch(network -> network.contains(ip));
  }

  String of(NetworkAddress address) {
    String ip = address.ip();
    if (address.local()) {
      return ip;
    }
    boolean inside = in(PRIVATE, ip);
    byte[] prefix = inside ? PRIVATE_PREFIX : PUBLIC_PREFIX;
    byte[] bytes = Arrays.copyOf(prefix, LENGTH);
    byte[] random = hash.of("address", ip);
    System.arraycopy(random, 0, bytes, prefix.length, LENGTH - prefix.length);
    return NetworkAddress.of(bytes).ip();
  }
}
