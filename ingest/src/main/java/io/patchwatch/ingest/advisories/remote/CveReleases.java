package io.patchwatch.ingest.advisories.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.ingest.advisories.fetch.FetchFailure;
import java.io.IOException;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * CVE's releases on GitHub: each carries all records as of midnight and the changes since. The
 * baseline is fetched once; then the latest changes, and the changes of whole days that were
 * missed.
 *
 * @see <a href="https://github.com/CVEProject/cvelistV5#releases">cvelistV5</a>
 */
final class CveReleases implements Strategy {

  /** After so many days a new baseline is less work. */
  private static final int MOST_DAYS = 14;

  private static final int NOT_FOUND = 404;
  private static final String BASELINE = "_all_CVEs_at_midnight.zip";
  private static final String DELTA = "_delta_CVEs_at_";

  @Override
  public void look(Look look) throws FetchFailure, IOException, InterruptedException {
    JsonNode latest = look.json(look.below("latest"), headers(look.settings()));
    LocalDate day = day(latest);
    if (day == null) {
      look.trouble(Trouble.refused("unreadable", "the latest release has no baseline"));
      return;
    }
    LocalDate known = known(look.watermark());
    if (known == null || known.plusDays(MOST_DAYS).isBefore(day)) {
      take(look, latest, BASELINE);
    } else if (!takeMissed(look, known, day)) {
      take(look, latest, BASELINE);
    }
    take(look, latest, DELTA);
    if (look.troubles().isEmpty()) {
      look.watermark(day.toString());
    }
  }

  /**
   * The changes of whole days; false: a day's release is not there, and nothing but all will do.
   */
  private static boolean takeMissed(Look look, LocalDate from, LocalDate until)
      throws FetchFailure, IOException, InterruptedException {
    try {
      for (LocalDate missed = from; missed.isBefore(until); missed = missed.plusDays(1)) {
        String tag = "tags/cve_" + missed + "_at_end_of_day";
        take(look, look.json(look.below(tag), headers(look.settings())), DELTA);
      }
      return true;
    } catch (FetchFailure e) {
      if (e.status() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  private static void take(Look look, JsonNode release, String kind)
      throws FetchFailure, IOException, InterruptedException {
    for (JsonNode asset : release.path("assets")) {
      String name = asset.path("name").asText();
      if (name.contains(kind) && safe(name)) {
        URI uri = URI.create(asset.path("browser_download_url").asText());
        boolean changes = kind.equals(DELTA);
        Look.Arrived arrived = look.changed(changes ? name : "baseline", uri, Map.of());
        if (arrived != null && changes) {
          look.takeChanges(arrived, CveReleases::isRecord);
        } else if (arrived != null) {
          look.takeArchive(arrived, CveReleases::isRecord);
        }
      }
    }
  }

  private static boolean isRecord(String name) {
    return name.substring(name.lastIndexOf('/') + 1).startsWith("CVE-");
  }

  private static boolean safe(String name) {
    return name.chars().allMatch(c -> Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0);
  }

  /** The day of the release's baseline. */
  private static @Nullable LocalDate day(JsonNode release) {
    for (JsonNode asset : release.path("assets")) {
      String name = asset.path("name").asText();
      if (name.contains(BASELINE)) {
        return known(name.substring(0, name.indexOf(BASELINE)));
      }
    }
    return null;
  }

  private static @Nullable LocalDate known(@Nullable String day) {
    try {
      return day == null ? null : LocalDate.parse(day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Map<String, String> headers(FeedSettings settings) {
    String key = settings.apiKey();
    return key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
  }
}
