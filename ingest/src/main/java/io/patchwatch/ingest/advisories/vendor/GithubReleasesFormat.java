package io.patchwatch.ingest.advisories.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Severity;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Dotted;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Publications;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Releases of a repository, as GitHub's API lists them. One whose notes speak of a security release
 * means before any CVE does that older versions of its lane are affected by something. It stands in
 * for what it mends under an id of its own, {@code release:<product>/<version>}, until records come
 * that name this version as their fix, or whose CVE the notes name: streams join them. Only
 * releases of the last {@link #RECENT} count: older ones have their records by now.
 *
 * @see <a href="https://docs.github.com/en/rest/releases/releases">GitHub releases API</a>
 */
public final class GithubReleasesFormat implements RecordFormat {

  /** So young a release may be the only word there is. */
  static final Duration RECENT = Duration.ofDays(60);

  private static final String SOURCE = "github-release";
  private static final int MAX_BODY = 64 * 1024;
  private static final Pattern SECURITY =
      Pattern.compile(
          "(?im)\\bsecurity[ -](?:release|(?:hot-?)?fix(?:es)?|update|patch(?:es)?|vulnerabilit"
              + "|advisor|issue)|^#{1,4} *security"
              + "|\\bCVE-\\d{4}-\\d{4,}|\\bGHSA-[23456789cfghjmpqrvwx]{4}-");
  private static final Pattern CVE = Pattern.compile("\\bCVE-\\d{4}-\\d{4,}\\b");
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d[0-9.]*");

  @Override
  public boolean recognises(Doc document) {
    JsonNode first = document.node().path(0);
    return document.node().isArray() && first.has("tag_name") && first.has("html_url");
  }

  @Override
  public Reading read(Doc document, ProductIndex products) {
    List<AdvisoryEvent> events = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Doc release : document.items()) {
      try {
        products
            .ofRepository(repository(release))
            .forEach(product -> events.addAll(events(release, product)));
      } catch (BadRecord e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return new Reading(events, List.of(), List.of(), problems);
  }

  /** {@code https://github.com/<owner>/<repository>/releases/tag/<tag>}. */
  private static String repository(Doc release) {
    String[] parts = release.text("html_url").split("/", 6);
    return parts.length < 5 ? "" : parts[3] + "/" + parts[4];
  }

  private static List<AdvisoryEvent> events(Doc release, Product product) {
    Instant published = release.time("published_at");
    String version = version(release, product);
    boolean counts =
        published != null
            && published.isAfter(release.origin().asOf().minus(RECENT))
            && VERSION.matcher(version).matches()
            && !release.node().path("draft").asBoolean(false)
            && !release.node().path("prerelease").asBoolean(false)
            && SECURITY.matcher(words(release)).find();
    return counts && published != null
        ? List.of(event(release, product, version, published))
        : List.of();
  }

  private static AdvisoryEvent event(
      Doc release, Product product, String version, Instant published) {
    List<String> cves = cves(release);
    String id = "release:" + product.id() + "/" + version;
    String what =
        cves.isEmpty()
            ? "patch available, details embargoed"
            : "security release for " + String.join(", ", cves);
    return Publications.published(
        release.origin(),
        new Advisory(
            id,
            id,
            cves,
            product.id(),
            SOURCE,
            product.name() + " " + version + ": " + what,
            Severity.UNKNOWN,
            null,
            null,
            List.of(AffectedRange.until(laneStart(version, product), version)),
            List.of(),
            Publications.references(release.text("html_url"), List.of()),
            published,
            modified(release, published, cves)));
  }

  /** Notes may be changed later without any time that says so; more CVEs are then newer. */
  private static Instant modified(Doc release, Instant published, List<String> cves) {
    Instant updated = release.time("updated_at");
    Instant at = updated == null || updated.isBefore(published) ? published : updated;
    return at.plusMillis(cves.size());
  }

  private static List<String> cves(Doc release) {
    Set<String> cves = new LinkedHashSet<>();
    Matcher matcher = CVE.matcher(words(release));
    while (matcher.find() && cves.size() < 50) {
      cves.add(matcher.group());
    }
    return List.copyOf(cves);
  }

  private static String words(Doc release) {
    String body = release.node().path("body").asText("");
    return release.node().path("name").asText("")
        + "\n"
        + (body.length() > MAX_BODY ? body.substring(0, MAX_BODY) : body);
  }

  private static String version(Doc release, Product product) {
    String tag = release.text("tag_name");
    String prefix = product.versions().tagPrefix();
    return tag.startsWith(prefix) ? tag.substring(prefix.length()) : tag;
  }

  /** The first version of the lane; null for a lane's first release: all before it are meant. */
  private static @Nullable String laneStart(String version, Product product) {
    Dotted dotted = Dotted.of(version);
    if (dotted == null) {
      return null;
    }
    Dotted lane = dotted.lane(product.versions().laneDepth());
    return lane.compareTo(dotted) == 0 ? null : lane.text() + ".0";
  }
}
