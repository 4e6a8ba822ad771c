package io.patchwatch.streams.rules;

import io.patchwatch.events.RuleHit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The newest hits of watches that another rule may explain, since the explanation may come after
 * them. Only in memory: after a restart the next hit brings its explanation along.
 */
final class Recent {

  private static final int MOST_ASSETS = 10_000;
  private static final int MOST_HITS = 256;

  private record Seen(Watch watch, RuleHit hit) {}

  private final Map<String, Map<String, Seen>> byAsset = bounded(MOST_ASSETS);

  private static <V> Map<String, V> bounded(int most) {
    return new LinkedHashMap<>() {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
      }
    };
  }

  void add(Watch watch, RuleHit hit) {
    if (!watch.explainedBy().isEmpty()) {
      byAsset
          .computeIfAbsent(hit.asset().id(), asset -> bounded(MOST_HITS))
          .put(hit.key(), new Seen(watch, hit));
    }
  }

  /** Hits on the asset that are explained now, each as a mere explanation of its case. */
  List<RuleHit> explained(String asset, Explanation why) {
    List<RuleHit> explained = new ArrayList<>();
    for (Seen seen : byAsset.getOrDefault(asset, Map.of()).values()) {
      Duration apart = Duration.between(seen.hit().time(), why.at()).abs();
      if (seen.watch().explainedBy().contains(why.rule())
          && apart.compareTo(seen.watch().span()) <= 0) {
        explained.add(explanation(seen.hit(), why));
      }
    }
    return explained;
  }

  private static RuleHit explanation(RuleHit hit, Explanation why) {
    return new RuleHit(
        hit.correlation(),
        hit.group(),
        why.rule(),
        hit.id(),
        hit.time(),
        hit.asset(),
        hit.product(),
        null,
        0,
        hit.fields(),
        null,
        hit.locator(),
        why.rule(),
        why.at());
  }
}
