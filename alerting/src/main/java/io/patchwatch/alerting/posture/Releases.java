package io.patchwatch.alerting.posture;

import io.patchwatch.alerting.posture.AssetPosture.State;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How many servers run each release: how far an update has come. The number of rows is bounded,
 * whatever versions servers claim to have.
 */
public final class Releases {

  /** So many releases of a product in an environment have a row of their own. */
  static final int MOST = 50;

  private static final String OTHER = "other";
  private static final String UNREAD = "unread";

  private Releases() {}

  /**
   * Servers with the same answer.
   *
   * @param version {@code other} for the least common releases, {@code unread} if the last look
   *     failed
   */
  public record Row(Posture.Group group, String version, State state) {}

  private record Release(Posture.Group group, String version) {}

  /** Counts the servers. */
  public static Map<Row, Integer> of(List<AssetPosture> fleet) {
    Set<Release> common = common(fleet);
    Map<Row, Integer> rows = new HashMap<>();
    for (AssetPosture asset : fleet) {
      Release release = release(asset);
      String version = common.contains(release) ? release.version : OTHER;
      rows.merge(new Row(release.group, version, asset.state()), 1, Integer::sum);
    }
    return rows;
  }

  private static Release release(AssetPosture asset) {
    return new Release(
        new Posture.Group(asset.product(), asset.asset().environment()),
        Objects.requireNonNullElse(asset.version(), UNREAD));
  }

  private static Set<Release> common(List<AssetPosture> fleet) {
    Map<Posture.Group, Map<Release, Integer>> counts = new HashMap<>();
    for (AssetPosture asset : fleet) {
      Release release = release(asset);
      counts
          .computeIfAbsent(release.group, group -> new HashMap<>())
          .merge(release, 1, Integer::sum);
    }
    Set<Release> common = new HashSet<>();
    counts.values().forEach(releases -> common.addAll(mostCommon(releases)));
    return common;
  }

  private static List<Release> mostCommon(Map<Release, Integer> releases) {
    return releases.entrySet().stream()
        .sorted(
            Map.Entry.<Release, Integer>comparingByValue(Comparator.reverseOrder())
                .thenComparing(each -> each.getKey().version))
        .limit(MOST)
        .map(Map.Entry::getKey)
        .toList();
  }
}
