package io.patchwatch.streams.version;

import io.github.nscuro.versatile.VersionFactory;
import io.github.nscuro.versatile.spi.InvalidVersionException;
import java.math.BigInteger;
import java.util.List;

/** Debian Policy 5.6.12: epoch, upstream version, revision, {@code ~} before everything. */
record DebianVersion(
    String text, List<BigInteger> numbers, io.github.nscuro.versatile.spi.Version order)
    implements Version {

  static DebianVersion parse(String text) throws UnreadableVersionException {
    try {
      int epoch = text.indexOf(':');
      List<BigInteger> numbers = Numbers.leading(text.substring(epoch + 1));
      return new DebianVersion(text, numbers, VersionFactory.forScheme("deb", text));
    } catch (InvalidVersionException e) {
      throw new UnreadableVersionException("'" + text + "' is no Debian version");
    }
  }

  @Override
  public boolean preRelease() {
    int revision = text.lastIndexOf('-');
    return (revision < 0 ? text : text.substring(0, revision)).indexOf('~') >= 0;
  }

  @Override
  public boolean development() {
    return false;
  }

  @Override
  public int compareTo(Version other) {
    return order.compareTo(((DebianVersion) other).order);
  }
}
