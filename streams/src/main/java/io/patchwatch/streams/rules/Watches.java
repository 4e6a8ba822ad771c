package io.patchwatch.streams.rules;

import io.patchwatch.events.Severity;
import io.patchwatch.streams.correlate.Question;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Asked;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes watches of rules and correlations. */
final class Watches {

  private static final Duration QUIET_CORRELATION = Duration.ofMinutes(15);
  private static final Duration QUIET_RULE = Duration.ofHours(1);
  private static final Duration EXPLAINED_RULE = Duration.ofMinutes(10);
  private static final List<String> DEFAULT_KEY = List.of("source.ip");
  private static final Set<String> TOLD = Set.of("source.ip", "user.name");

  private final RuleSettings settings;
  private final Map<String, String> names;
  private final List<Correlation> correlations;

  /**
   * For these correlations.
   *
   * @param names of rules and correlations by id
   */
  Watches(RuleSettings settings, Map<String, String> names, List<Correlation> correlations) {
    this.settings = settings;
    this.names = names;
    this.correlations = correlations;
  }

  /**
   * What is told of each match.
   *
   * @throws IllegalArgumentException if the rule's own keys cannot be used
   */
  Watch of(Detection rule) {
    Extras extras = Extras.of(rule.custom());
    List<String> own = extras.key() == null ? DEFAULT_KEY : extras.key();
    Set<String> key = new LinkedHashSet<>(List.of(Watch.ASSET));
    key.addAll(own);
    return watch(
        rule.about(),
        extras,
        null,
        EXPLAINED_RULE,
        orElse(extras.quiet(), QUIET_RULE),
        List.copyOf(key),
        Map.of(),
        Map.of(),
        List.of(),
        true,
        false,
        true);
  }

  /**
   * What is asked of several events.
   *
   * @throws IllegalArgumentException if the correlation's own keys cannot be used
   */
  Watch of(Correlation it) {
    Extras extras = Extras.of(it.custom());
    Map<String, Integer> rules = new HashMap<>();
    for (int i = 0; i < it.rules().size(); i++) {
      rules.put(name(it.rules().get(i)), i);
    }
    return watch(
        it.about(),
        extras,
        Asked.of(it),
        it.timespan(),
        orElse(extras.quiet(), QUIET_CORRELATION),
        it.groupBy(),
        aliases(it),
        rules,
        it.fields(),
        reports(it),
        isChained(it),
        isLocal(it));
  }

  private Watch watch(
      About about,
      Extras extras,
      @Nullable Question question,
      Duration span,
      Duration quiet,
      List<String> key,
      Map<String, Map<String, String>> aliases,
      Map<String, Integer> rules,
      List<String> values,
      boolean reports,
      boolean chained,
      boolean local) {
    List<String> parents = parents(about.id()).stream().map(Correlation::name).toList();
    return new Watch(
        about.name(),
        about.title(),
        severity(about.level()),
        isAttack(about, extras),
        about.description().isBlank() ? null : about.description().strip(),
        about.references(),
        vulnerabilities(about.tags()),
        question,
        span,
        quiet,
        key,
        aliases,
        Map.copyOf(rules),
        values,
        needs(about.id()),
        reports,
        trial(about),
        extras.explainedBy(),
        parents,
        chained,
        local);
  }

  private @Nullable String trial(About about) {
    return settings.dryRun().stream()
        .filter(word -> word.equals(about.name()) || word.equals(about.id()))
        .findFirst()
        .orElse(null);
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private String name(String id) {
    return names.getOrDefault(id, id);
  }

  private static boolean isAttack(About about, Extras extras) {
    Boolean said = extras.attack();
    return said == null ? about.tags().stream().anyMatch(tag -> tag.startsWith("attack.")) : said;
  }

  /** {@code cve.2023-32315} is CVE-2023-32315. */
  private static List<String> vulnerabilities(List<String> tags) {
    return tags.stream()
        .filter(tag -> tag.startsWith("cve."))
        .map(tag -> "CVE-" + tag.substring("cve.".length()).toUpperCase(Locale.ROOT))
        .toList();
  }

  private static Severity severity(Level level) {
    return switch (level) {
      case INFORMATIONAL -> Severity.INFO;
      case LOW -> Severity.LOW;
      case MEDIUM -> Severity.MEDIUM;
      case HIGH -> Severity.HIGH;
      case CRITICAL -> Severity.CRITICAL;
    };
  }

  private Map<String, Map<String, String>> aliases(Correlation it) {
    Map<String, Map<String, String>> aliases = new HashMap<>();
    it.aliases()
        .forEach(
            (alias, fields) -> {
              Map<String, String> byName = new HashMap<>();
              fields.forEach((rule, field) -> byName.put(name(rule), field));
              aliases.put(alias, Map.copyOf(byName));
            });
    return Map.copyOf(aliases);
  }

  /** Correlations that ask about the rule or correlation of this id. */
  List<Correlation> parents(String id) {
    return correlations.stream().filter(it -> it.rules().contains(id)).toList();
  }

  /** What others ask about is not told by itself, unless one of them says so. */
  private boolean reports(Correlation it) {
    List<Correlation> parents = parents(it.id());
    return parents.isEmpty() || parents.stream().anyMatch(Correlation::generate);
  }

  private boolean isChained(Correlation it) {
    return correlations.stream().anyMatch(other -> it.rules().contains(other.id()));
  }

  /** Groups that name their server, of what is of one server itself. */
  private boolean isLocal(Correlation it) {
    return it.groupBy().contains(Watch.ASSET)
        && !it.aliases().containsKey(Watch.ASSET)
        && correlations.stream()
            .filter(other -> it.rules().contains(other.id()))
            .allMatch(this::isLocal);
  }

  /** Fields by which correlations of this one group and count, all the way up. */
  private Set<String> needs(String id) {
    Set<String> needs = new TreeSet<>(TOLD);
    for (Correlation parent : parents(id)) {
      List<String> asked = new ArrayList<>(parent.groupBy());
      asked.addAll(parent.fields());
      asked.forEach(field -> needs.add(parent.field(field, id)));
      needs.addAll(needs(parent.id()));
    }
    return needs;
  }
}
