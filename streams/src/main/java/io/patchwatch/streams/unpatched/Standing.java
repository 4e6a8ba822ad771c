package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Asset;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.VersionConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the sources stand to each other.
 *
 * @param ruling the observation by which the asset is judged
 * @param others what the other sources say that are in force
 * @param dissent those of the others that contradict it
 * @param rollback what went back, if anything did
 */
record Standing(
    SoftwareObserved ruling,
    List<SoftwareObserved> others,
    List<SoftwareObserved> dissent,
    @Nullable Rollback rollback) {

  /** The claims of those who disagree, the ruling one first; empty when all agree. */
  List<VersionConflict.Claim> conflict() {
    if (dissent.isEmpty()) {
      return List.of();
    }
    List<VersionConflict.Claim> claims = new ArrayList<>();
    Stream.concat(Stream.of(ruling), dissent.stream()).forEach(seen -> claims.add(claim(seen)));
    return claims;
  }

  private static VersionConflict.Claim claim(SoftwareObserved seen) {
    return new VersionConflict.Claim(Release.text(seen), seen.time(), seen.evidence());
  }

  /**
   * The asset as who described it best knows it: a package list knows neither owner nor labels, and
   * must not take them away.
   */
  Asset asset() {
    return Stream.concat(Stream.of(ruling), others.stream())
        .map(SoftwareObserved::asset)
        .filter(asset -> !asset.equals(Asset.of(asset.id())))
        .findFirst()
        .orElse(ruling.asset());
  }
}
