package io.patchwatch.events.catalogue;

import io.patchwatch.events.yaml.Suggestion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the versions of a product look and are ordered.
 *
 * @param scheme one of {@link #SCHEMES}
 * @param laneDepth how many leading numbers make a release lane, 1 to 4: 2 for Mattermost ({@code
 *     10.11}), 1 for Nextcloud; 2 when the file does not say
 * @param longTermLanes lanes with long-term support, as far as public data names them
 * @param tagPrefix what precedes the version in release tags ({@code v}); empty when nothing does
 * @param preRelease how pre-releases look, for people ({@code 1.139.0rc2})
 * @param note what else to know about the versions, for people
 */
public record VersionRule(
    String scheme,
    Integer laneDepth,
    List<String> longTermLanes,
    String tagPrefix,
    @Nullable String preRelease,
    @Nullable String note) {

  /** The names of the known schemes; the verdicts' version schemes know the same. */
  public static final Set<String> SCHEMES =
      Set.of(
          "semver",
          "pep440",
          "debian",
          "rpm",
          "maven",
          "hex",
          "calver",
          "go",
          "nextcloud",
          "mattermost",
          "zulip",
          "tinode",
          "numeric");

  public VersionRule {
    Check.text(scheme, "scheme");
    if (!SCHEMES.contains(scheme)) {
      throw new IllegalArgumentException(
          "scheme: '"
              + scheme
              + "' is not one of "
              + new TreeSet<>(SCHEMES)
              + Suggestion.phrase(scheme, SCHEMES));
    }
    laneDepth = laneDepth == null ? 2 : laneDepth;
    if (laneDepth < 1 || laneDepth > 4) {
      throw new IllegalArgumentException(
          "lane_depth is " + laneDepth + "; use 1 to 4 leading numbers");
    }
    longTermLanes = Check.list(longTermLanes);
    tagPrefix = tagPrefix == null ? "" : tagPrefix;
  }
}
