package io.patchwatch.bench;

import io.patchwatch.events.RulePublished;
import io.patchwatch.events.RuleWithdrawn;
import io.patchwatch.streams.rules.RuleSettings;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.Rulebook;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * So many rules and correlations: of the built-in pack, those about logins first; beyond it,
 * generated ones.
 */
final class RuleChoice {

  private static final int RULES_A_FILE = 250;
  private static final long SEED = 1;
  private static final Clock CLOCK = Clock.systemUTC();

  private final Site site;
  private final boolean noisy;
  private final List<String> pack;
  private final List<String> published = new ArrayList<>();

  /**
   * @param noisy whether some of the generated ones match ordinary lines
   */
  RuleChoice(Site site, boolean noisy) {
    this.site = site;
    this.noisy = noisy;
    this.pack = names();
  }

  private static List<String> names() {
    Rulebook book = Rulebook.compile(RulePack.rules());
    List<String> names = new ArrayList<>();
    book.detections().forEach(it -> names.add(it.name()));
    book.correlations().forEach(it -> names.add(it.name()));
    names.sort(
        Comparator.comparing((String name) -> !name.contains("login"))
            .thenComparing(Comparator.naturalOrder()));
    return names;
  }

  /** Publishes what must be generated; what of the pack must be off is in the settings. */
  RuleSettings of(int count) {
    withdraw();
    for (int from = pack.size(); from < count; from += RULES_A_FILE) {
      publish(from, Math.min(RULES_A_FILE, count - from));
    }
    List<String> off = pack.subList(Math.min(count, pack.size()), pack.size());
    return new RuleSettings(List.of(), off, List.of(), Map.of());
  }

  private void publish(int from, int count) {
    Instant now = CLOCK.instant();
    String file = "generated-" + from + ".yml";
    String yaml = GeneratedRules.yaml(from, count, SEED, noisy);
    site.publish(new RulePublished(file, now, "bench", file, yaml)).join();
    published.add(file);
  }

  private void withdraw() {
    Instant now = CLOCK.instant();
    published.forEach(
        it -> site.publish(new RuleWithdrawn(it, now, "bench", it, "not needed")).join());
    published.clear();
  }
}
