package io.patchwatch.streams.policy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By when something is to be patched.
 *
 * @param name for people
 * @param when what it is for; absent: everything
 * @param due so long after the finding opened, 1 minute to 5 years; absent, and without {@code
 *     cisaDueDate}: no due date
 * @param cisaDueDate by the day that CISA KEV sets, if that is earlier and had not passed before
 *     the finding opened
 * @param warnBefore so long before that it is "due soon"; absent: no warning
 * @param freeze names of calendars in which nothing may be changed: a due date within moves to
 *     their end
 * @param maintenance names of calendars in which alone changes are made: a due date moves to the
 *     end of the window that it is in or that comes next
 */
public record PolicyRule(
    String name,
    When when,
    @Nullable Duration due,
    boolean cisaDueDate,
    Duration warnBefore,
    List<String> freeze,
    List<String> maintenance) {

  private static final Duration LONGEST = Duration.ofDays(5 * 365);

  public PolicyRule {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("name is missing; it is shown to people");
    }
    when = when == null ? When.ALWAYS : when;
    warnBefore = warnBefore == null ? Duration.ZERO : warnBefore;
    freeze = freeze == null ? List.of() : List.copyOf(freeze);
    maintenance = maintenance == null ? List.of() : List.copyOf(maintenance);
    if (due != null && (due.compareTo(Duration.ofMinutes(1)) < 0 || due.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException("due is " + due + "; use 1m to 1825d");
    }
    if (warnBefore.isNegative() || (due != null && warnBefore.compareTo(due) >= 0)) {
      throw new IllegalArgumentException("warn_before must be shorter than due");
    }
    if (due == null && !cisaDueDate && !warnBefore.isZero()) {
      throw new IllegalArgumentException("warn_before without due; give due, or cisa_due_date");
    }
  }

  /**
   * What a rule is for; each part that is given must hold.
   *
   * @param exploited whether CISA KEV lists it
   * @param severities one of these
   * @param epssAtLeast its EPSS probability is known and at least this, 0 to 1
   * @param environments one of these
   * @param products one of these catalogue ids
   * @param labels the asset has them with these values
   */
  public record When(
      @Nullable Boolean exploited,
      List<Severity> severities,
      @Nullable Double epssAtLeast,
      List<String> environments,
      List<String> products,
      Map<String, String> labels) {

    static final When ALWAYS = new When(null, List.of(), null, List.of(), List.of(), Map.of());

    public When {
      severities = severities == null ? List.of() : List.copyOf(severities);
      environments = environments == null ? List.of() : List.copyOf(environments);
      products = products == null ? List.of() : List.copyOf(products);
      labels = labels == null ? Map.of() : Map.copyOf(labels);
      if (epssAtLeast != null && !(epssAtLeast >= 0 && epssAtLeast <= 1)) {
        throw new IllegalArgumentException("epss_at_least is " + epssAtLeast + "; use 0 to 1");
      }
    }

    boolean holds(Asset asset, Severity severity, Unpatched finding) {
      return (exploited == null || exploited == finding.exploited())
          && (severities.isEmpty() || severities.contains(severity))
          && (epssAtLeast == null || reaches(finding.epss(), epssAtLeast))
          && (environments.isEmpty() || environments.contains(asset.environment()))
          && (products.isEmpty() || products.contains(finding.product()))
          && asset.labels().entrySet().containsAll(labels.entrySet());
    }

    private static boolean reaches(@Nullable Double epss, double least) {
      return epss != null && epss >= least;
    }
  }
}
