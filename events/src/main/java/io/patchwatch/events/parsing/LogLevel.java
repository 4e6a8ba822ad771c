package io.patchwatch.events.parsing;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of {@code log.level} after reading, the same for all products, least serious first.
 */
public enum LogLevel {
  TRACE,
  DEBUG,
  INFO,
  NOTICE,
  WARN,
  ERROR,
  CRITICAL;

  private static final Map<String, LogLevel> SPELLINGS =
      Map.ofEntries(
          Map.entry("trace", TRACE),
          Map.entry("trce", TRACE),
          Map.entry("debug", DEBUG),
          Map.entry("debg", DEBUG),
          Map.entry("default", INFO),
          Map.entry("info", INFO),
          Map.entry("information", INFO),
          Map.entry("notice", NOTICE),
          Map.entry("warn", WARN),
          Map.entry("warning", WARN),
          Map.entry("debu", DEBUG),
          Map.entry("err", ERROR),
          Map.entry("erro", ERROR),
          Map.entry("eror", ERROR),
          Map.entry("error", ERROR),
          Map.entry("severe", ERROR),
          Map.entry("crit", CRITICAL),
          Map.entry("critical", CRITICAL),
          Map.entry("fatal", CRITICAL),
          Map.entry("fata", CRITICAL),
          Map.entry("pani", CRITICAL),
          Map.entry("panic", CRITICAL),
          Map.entry("alert", CRITICAL),
          Map.entry("emerg", CRITICAL),
          Map.entry("emergency", CRITICAL));

  /** The value of {@code log.level}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The level that an ordinary spelling means, in any case; null if it is none. */
  public static @Nullable LogLevel read(String spelling) {
    return SPELLINGS.get(spelling.toLowerCase(Locale.ROOT));
  }
}
