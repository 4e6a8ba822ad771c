package io.patchwatch.streams.wiring;

/** Keys of several parts, in an order in which the leading parts select a range. */
public final class Keys {

  private static final char END = '\0';

  private Keys() {}

  /** The key of these parts. It is also the prefix of every key that starts with these parts. */
  public static String of(String... parts) {
    StringBuilder key = new StringBuilder();
    for (String part : parts) {
      key.append(part.replace(END, '\uFFFD')).append(END);
    }
    return key.toString();
  }

  /** The part at {@code index}, counted from 0, of a key made by {@link #of}. */
  public static String part(String key, int index) {
    int start = 0;
    for (int i = 0; i < index; i++) {
      start = key.indexOf(END, start) + 1;
    }
    return key.substring(start, key.indexOf(END, start));
  }
}
