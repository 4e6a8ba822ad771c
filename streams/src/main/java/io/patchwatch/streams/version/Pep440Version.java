package io.patchwatch.streams.version;

import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Python's versions (PEP 440, now the PyPA version specifiers). Numbers have any length, local
 * parts order last.
 *
 * @param pre alpha, beta or candidate; null for none
 * @param post number of the post-release; null for none
 * @param dev number of the development release; null for none
 */
record Pep440Version(
    String text,
    BigInteger epoch,
    List<BigInteger> numbers,
    @Nullable Stage pre,
    BigInteger preNumber,
    @Nullable BigInteger post,
    @Nullable BigInteger dev,
    List<String> local)
    implements Version {

  static Pep440Version parse(String text) throws UnreadableVersionException {
    return new Pep440Reader(text).read();
  }

  @Override
  public boolean preRelease() {
    return pre != null || dev != null;
  }

  @Override
  public boolean development() {
    return dev != null;
  }

  @Override
  public int compareTo(Version other) {
    Pep440Version that = (Pep440Version) other;
    int order = epoch.compareTo(that.epoch);
    if (order == 0) {
      order = Numbers.compare(numbers, that.numbers);
    }
    if (order == 0) {
      order = stage().compareTo(that.stage());
    }
    if (order == 0) {
      order = preNumber.compareTo(that.preNumber);
    }
    if (order == 0) {
      order =
          orderOf(post, BigInteger.ONE.negate())
              .compareTo(orderOf(that.post, BigInteger.ONE.negate()));
    }
    if (order == 0) {
      order = compareDev(that);
    }
    return order == 0 ? compareLocal(that.local) : order;
  }

  /**
   * {@code 1.0.dev1} is before {@code 1.0a1}; {@code 1.0a1.dev1} is an alpha, {@code
   * 1.0.post1.dev1} a release.
   */
  private Stage stage() {
    if (pre != null) {
      return pre;
    }
    return dev != null && post == null ? Stage.DEVELOPMENT : Stage.RELEASE;
  }

  private int compareDev(Pep440Version that) {
    if (dev == null || that.dev == null) {
      return Boolean.compare(dev == null, that.dev == null);
    }
    return dev.compareTo(that.dev);
  }

  private int compareLocal(List<String> others) {
    for (int i = 0; i < Math.min(local.size(), others.size()); i++) {
      int order = comparePart(local.get(i), others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(local.size(), others.size());
  }

  private static int comparePart(String left, String right) {
    boolean leftNumber = Numbers.end(left, 0) == left.length();
    boolean rightNumber = Numbers.end(right, 0) == right.length();
    if (leftNumber && rightNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return leftNumber == rightNumber ? left.compareTo(right) : leftNumber ? 1 : -1;
  }

  private static BigInteger orderOf(@Nullable BigInteger number, BigInteger absent) {
    return number == null ? absent : number;
  }
}
