package io.patchwatch.streams.rules;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that name nobody, so that what carries them must not be counted together. */
final class Values {

  private static final int LONGEST = 256;
  private static final Set<String> NOBODY =
      Set.of("", "-", "--", "null", "(null)", "undefined", "none", "unknown", "nil");

  private Values() {}

  /** The value as it is grouped by; null when it names nobody. */
  static @Nullable String usable(String field, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = value.toString().strip();
    if (NOBODY.contains(text.toLowerCase(Locale.ROOT))
        || (field.endsWith(".ip") && !isPeer(text))) {
      return null;
    }
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }

  /** An address, and not this machine's own, behind which a proxy hides everybody. */
  private static boolean isPeer(String ip) {
    boolean address = ip.indexOf('.') >= 0 || ip.indexOf(':') >= 0;
    String plain = ip.startsWith("::ffff:") ? ip.substring("::ffff:".length()) : ip;
    return address
        && !plain.startsWith("127.")
        && !plain.equals("::1")
        && !plain.equals("::")
        && !plain.equals("0.0.0.0");
  }
}
