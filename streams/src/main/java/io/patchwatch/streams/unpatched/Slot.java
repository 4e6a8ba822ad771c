package io.patchwatch.streams.unpatched;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.patchwatch.events.Fingerprints;

/**
 * What a claim is about, and with an asset the identity of a finding.
 *
 * @param kind as in {@link io.patchwatch.events.Conclusion#kind()}
 * @param subject the vulnerability or the release cycle; empty where the kind says it all
 */
record Slot(String kind, String subject) implements Comparable<Slot> {

  static final Slot UNKNOWN = new Slot("version-unknown", "");
  static final Slot CONFLICT = new Slot("version-conflict", "");
  static final Slot WENT_BACK = new Slot("version-went-back", "");

  static Slot unpatched(String vulnerability) {
    return new Slot("unpatched", vulnerability);
  }

  static Slot endOfLife(String cycle) {
    return new Slot("end-of-life", cycle);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Slot parse(String text) {
    int bar = text.indexOf('|');
    return new Slot(text.substring(0, bar), text.substring(bar + 1));
  }

  @JsonValue
  @Override
  public String toString() {
    return kind + "|" + subject;
  }

  String fingerprint(String asset, String product) {
    return subject.isEmpty()
        ? Fingerprints.of(kind, asset, product)
        : Fingerprints.of(kind, asset, product, subject);
  }

  @Override
  public int compareTo(Slot other) {
    return toString().compareTo(other.toString());
  }
}
