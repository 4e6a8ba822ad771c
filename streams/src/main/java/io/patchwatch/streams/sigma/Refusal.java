package io.patchwatch.streams.sigma;

/**
 * A rule, correlation or filter that is not used, as a whole.
 *
 * @param origin of its text
 * @param rule its name, id or title; {@code document 2} when it has none
 * @param place where in it, for example {@code detection.selection.user.name|re}; empty: all of it
 * @param reason what is wrong and what to do
 */
public record Refusal(String origin, String rule, String place, String reason) {

  @Override
  public String toString() {
    return origin + ": " + rule + ": " + (place.isEmpty() ? "" : place + ": ") + reason;
  }
}
