package io.patchwatch.ingest.advisories;

import io.patchwatch.events.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import us.springett.cvss.Cvss;

/**
 * How bad a source says it is. The score is computed from the vector (FIRST's CVSS v2.0 to v4.0),
 * not copied.
 *
 * @param score CVSS base score, 0 to 10, rounded to one decimal; null without a readable vector
 */
public record Rating(Severity severity, @Nullable Double score, @Nullable String vector) {

  private static final int MAX_VECTOR = 500;
  private static final List<String> NEWEST_FIRST = List.of("CVSS:4", "CVSS:3", "");

  /**
   * The newest CVSS version among the vectors; without a readable one the band that the source
   * names.
   */
  public static Rating of(Collection<String> vectors, @Nullable String band) {
    for (String version : NEWEST_FIRST) {
      for (String vector : vectors) {
        Double score = vector.startsWith(version) ? score(vector) : null;
        if (score != null) {
          return new Rating(Severity.ofCvss(score), score, vector);
        }
      }
    }
    return new Rating(named(band), null, null);
  }

  private static @Nullable Double score(String vector) {
    if (vector.length() > MAX_VECTOR) {
      return null;
    }
    try {
      Cvss cvss = Cvss.fromVector(vector);
      return cvss == null ? null : Math.round(cvss.calculateScore().getBaseScore() * 10) / 10.0;
    } catch (RuntimeException e) {
      // The calculator throws whatever its parser meets; a malformed vector is no rating.
      return null;
    }
  }

  private static Severity named(@Nullable String band) {
    return switch (band == null ? "" : band.toLowerCase(Locale.ROOT)) {
      case "low" -> Severity.LOW;
      case "medium", "moderate" -> Severity.MEDIUM;
      case "high" -> Severity.HIGH;
      case "critical" -> Severity.CRITICAL;
      default -> Severity.UNKNOWN;
    };
  }
}
