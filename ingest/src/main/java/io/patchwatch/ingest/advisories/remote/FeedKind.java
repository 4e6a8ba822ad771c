package io.patchwatch.ingest.advisories.remote;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;

/** What can be fetched, from where by default, and how often. */
public enum FeedKind {
  /** OSV's archive of each ecosystem that the catalogue names: {@code <ecosystem>/all.zip}. */
  OSV("https://osv-vulnerabilities.storage.googleapis.com/", 60),
  /** OSV's API, the records that are selected by id: {@code v1/vulns/<id>}. */
  OSV_API("https://api.osv.dev/", 60),
  /** GitHub's advisory database as one archive. */
  GHSA("https://codeload.github.com/github/advisory-database/zip/refs/heads/main", 360),
  /** PyPA's records, which OSV publishes as its ecosystem PyPI. */
  PYSEC("https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip", 60),
  /** Go's vulnerability database, only the modules of the catalogue. */
  GO("https://vuln.go.dev/", 60),
  /** CVE records, JSON 5: a release's baseline and then its changes. */
  CVE("https://api.github.com/repos/CVEProject/cvelistV5/releases/", 60),
  /** NVD's API 2.0, only the CPEs of the catalogue. */
  NVD("https://services.nvd.nist.gov/rest/json/cves/2.0", 120),
  /** CISA's catalogue of known exploited vulnerabilities. */
  KEV("https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json", 60),
  /** FIRST's scores of all CVEs, published daily. */
  EPSS("https://epss.empiricalsecurity.com/epss_scores-current.csv.gz", 360),
  /** Release cycles, only of the products of the catalogue. */
  ENDOFLIFE("https://endoflife.date/api/", 720),
  /** Mattermost's own security updates. */
  MATTERMOST("https://securityupdates.mattermost.com/security_updates.json", 60),
  /** Releases of the catalogue's repositories. */
  GITHUB_RELEASES("https://api.github.com/", 60);

  private final URI url;
  private final Duration interval;

  FeedKind(String url, long minutes) {
    this.url = URI.create(url);
    this.interval = Duration.ofMinutes(minutes);
  }

  /** The source's public address. */
  public URI url() {
    return url;
  }

  /** How often it is looked at unless the configuration says otherwise. */
  public Duration interval() {
    return interval;
  }

  /** As in the configuration, for example {@code github_releases}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
