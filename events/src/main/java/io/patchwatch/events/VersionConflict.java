package io.patchwatch.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Sources disagree on what an asset runs, each having said so while the other one did. One of them
 * is wrong, or a new version was installed and the old one still runs.
 *
 * @param version the version by which the asset is judged meanwhile
 * @param claims what each source says, the one that is believed first
 */
public record VersionConflict(String product, String version, List<Claim> claims, Evidence evidence)
    implements Conclusion {

  /**
   * What one source says.
   *
   * @param version the version, of a package the whole package version
   * @param lastSeen when the source last said so
   */
  public record Claim(String version, Instant lastSeen, Evidence evidence) {
    public Claim {
      Require.text(version, "claim.version");
      Require.present(lastSeen, "claim.lastSeen");
      Require.present(evidence, "claim.evidence");
    }

    @Override
    public String toString() {
      return evidence.source() + " says " + version;
    }
  }

  public VersionConflict {
    Require.text(product, "product");
    Require.text(version, "version");
    claims = List.copyOf(Require.present(claims, "claims"));
    Require.present(evidence, "evidence");
  }

  @Override
  public String kind() {
    return "version-conflict";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("product", product);
  }

  @Override
  public List<String> groupBy() {
    return List.of("product");
  }

  @Override
  public String headline() {
    String said = claims.stream().map(Claim::toString).collect(Collectors.joining(", "));
    return product + ": sources disagree on the version: " + said + "; judged as " + version;
  }
}
