package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.ingest.advisories.fetch.FetchFailure;
import java.io.IOException;
import java.util.List;

/** How one kind of source is looked at. Implementations keep nothing between two looks. */
interface Strategy {

  /**
   * Looks once and hands what it finds to the look.
   *
   * @throws FetchFailure if the rest cannot be had; what was taken so far is kept
   */
  void look(Look look) throws FetchFailure, IOException, InterruptedException;

  /** The strategy for a feed. */
  static Strategy of(FeedSettings settings) {
    if (settings.archive() != null) {
      return new LocalArchive();
    }
    return switch (settings.kind()) {
      case OSV -> EcosystemArchives.ecosystems();
      case GHSA -> new EcosystemArchives(look -> List.of(look.settings().url()), "GHSA-");
      case PYSEC -> new EcosystemArchives(look -> List.of(look.settings().url()), "");
      case OSV_API -> WholeDocuments.ofOsvIds();
      case GO -> new GoDatabase();
      case CVE -> new CveReleases();
      case NVD -> new NvdPages();
      case KEV -> WholeDocuments.single("kev.json");
      case EPSS -> WholeDocuments.single("epss.csv.gz");
      case MATTERMOST -> WholeDocuments.single("mattermost-security-updates.json");
      case ENDOFLIFE -> WholeDocuments.ofLifecycles();
      case GITHUB_RELEASES -> WholeDocuments.ofRepositories();
    };
  }
}
