package io.patchwatch.events.parsing;

import io.patchwatch.events.LogObserved;

/**
 * The text of a record as it may leave this machine: without the secrets that are recognised, and
 * at most {@link LogObserved#MAX_MESSAGE} characters long.
 *
 * @param truncated whether text is missing at its end
 */
public record LogText(String text, boolean truncated) {

  /** So much of a text is looked at; a secret must not be cut in two before it is recognised. */
  private static final int LOOKED_AT = 4 * LogObserved.MAX_MESSAGE;

  /**
   * Masks and cuts.
   *
   * @param cutBefore whether something is missing already
   */
  public static LogText of(String raw, boolean cutBefore) {
    String masked = Redactor.redact(cut(raw, LOOKED_AT));
    String text = cut(masked, LogObserved.MAX_MESSAGE);
    boolean cut = raw.length() > LOOKED_AT || text.length() < masked.length();
    return new LogText(text, cutBefore || cut);
  }

  /** The beginning of a text, with no half character at its end. */
  public static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    boolean splits = max > 0 && Character.isHighSurrogate(text.charAt(max - 1));
    return text.substring(0, splits ? max - 1 : max);
  }
}
