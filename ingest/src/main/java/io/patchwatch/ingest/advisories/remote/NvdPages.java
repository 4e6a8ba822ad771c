package io.patchwatch.ingest.advisories.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.Wire;
import io.patchwatch.ingest.advisories.fetch.FetchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * NVD's API 2.0, asked for each CPE of the catalogue: everything at first, then what changed since.
 * Without a key NVD answers 5 questions in 30 seconds, with one 50.
 *
 * @see <a href="https://nvd.nist.gov/developers/vulnerabilities">NVD API 2.0</a>
 */
final class NvdPages implements Strategy {

  private static final Duration LONGEST_RANGE = Duration.ofDays(119);

  /** NVD's changes appear late and out of order; what was told twice is no news. */
  private static final Duration OVERLAP = Duration.ofHours(2);

  private static final int MOST_PAGES = 50;
  private static final Duration PAUSE = Duration.ofMillis(6_100);
  private static final Duration PAUSE_WITH_KEY = Duration.ofMillis(700);

  @Override
  public void look(Look look) throws FetchFailure, IOException, InterruptedException {
    Harvest harvest = look.harvest();
    boolean first = true;
    for (String cpe : cpes(look)) {
      if (!first) {
        pause(look.settings());
      }
      first = false;
      pages(look, cpe, harvest);
    }
    Trouble trouble = Guard.judge(0, Math.max(1, harvest.seen()), harvest.unreadable(), 1);
    if (trouble == null) {
      look.take(harvest);
      look.watermark(look.now().toString());
    } else {
      look.trouble(trouble);
    }
  }

  private static List<String> cpes(Look look) {
    return look.products().stream()
        .flatMap(product -> product.advisories().cpe().stream())
        .distinct()
        .sorted()
        .toList();
  }

  private static void pages(Look look, String cpe, Harvest harvest)
      throws FetchFailure, IOException, InterruptedException {
    long start = 0;
    long total = 1;
    for (int page = 0; start < total && page < MOST_PAGES; page++) {
      if (page > 0) {
        pause(look.settings());
      }
      JsonNode answer = look.json(question(look, cpe, start), headers(look.settings()));
      JsonNode found = answer.path("vulnerabilities");
      total = answer.path("totalResults").asLong(-1);
      if (total < 0 || !found.isArray() || (found.isEmpty() && start < total)) {
        throw new FetchFailure(
            FetchFailure.Kind.TRUNCATED, cpe + ": " + start + " of " + total + " records came");
      }
      found.forEach(item -> harvest.record("nvd", single(item)));
      start += found.size();
    }
  }

  /** An answer with this one record. */
  private static byte[] single(JsonNode item) {
    ObjectNode answer = Wire.json().createObjectNode();
    answer.put("resultsPerPage", 1);
    answer.putArray("vulnerabilities").add(item);
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static URI question(Look look, String cpe, long start) {
    String since = look.watermark();
    String match = URLEncoder.encode("cpe:2.3:a:" + cpe, StandardCharsets.UTF_8);
    String query = "?virtualMatchString=" + match + "&startIndex=" + start;
    Instant from = since == null ? null : Instant.parse(since).minus(OVERLAP);
    if (from != null && Duration.between(from, look.now()).compareTo(LONGEST_RANGE) < 0) {
      query += "&lastModStartDate=" + day(from) + "&lastModEndDate=" + day(look.now());
    }
    return URI.create(look.settings().url() + query);
  }

  private static String day(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static Map<String, String> headers(FeedSettings settings) {
    String key = settings.apiKey();
    return key == null ? Map.of() : Map.of("apiKey", key);
  }

  /** Only the public service has these limits; a mirror of one's own has none. */
  private static void pause(FeedSettings settings) throws InterruptedException {
    if (FeedKind.NVD.url().getHost().equals(settings.url().getHost())) {
      Thread.sleep(settings.apiKey() == null ? PAUSE : PAUSE_WITH_KEY);
    }
  }
}
