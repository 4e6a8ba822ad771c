package io.patchwatch.ingest.advisories.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Severity;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Bounds;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Ids;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Publications;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;
import io.patchwatch.ingest.advisories.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Mattermost's security updates: a list of issues, {@code MMSA-…}. Its rows are a table that was
 * exported: header rows and empty rows are among them, other platforms too, and the versions stand
 * in a text, in a list or in a list within a text.
 *
 * @see <a href="https://mattermost.com/security-updates/">Mattermost security updates</a>
 */
public final class MattermostFormat implements RecordFormat {

  private static final String SOURCE = "vendor:mattermost";
  private static final Pattern ISSUE = Pattern.compile("MMSA-\\d{4}-\\d{1,6}");
  private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,}");
  private static final Pattern VERSION = Pattern.compile("\\d+\\.\\d+(?:\\.\\d+)?");

  @Override
  public boolean recognises(Doc document) {
    JsonNode rows = document.node();
    return rows.isArray() && rows.path(0).has("issue_id") && rows.path(0).has("platform");
  }

  @Override
  public Reading read(Doc document, ProductIndex products) {
    List<AdvisoryEvent> events = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    Subject server = new Subject("", List.of());
    List<Product> mattermost = products.ofCpe("mattermost", "mattermost_server", server);
    for (Doc row : document.items()) {
      try {
        if (isOfServer(row)) {
          mattermost.forEach(product -> events.add(event(row, product)));
        }
      } catch (BadRecord e) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    return new Reading(events, List.of(), List.of(), problems);
  }

  private static boolean isOfServer(Doc row) {
    String platform = row.node().path("platform").asText("").toLowerCase(Locale.ROOT);
    boolean issue = ISSUE.matcher(row.node().path("issue_id").asText("").strip()).matches();
    return issue && platform.contains("mattermost server");
  }

  private static AdvisoryEvent event(Doc row, Product product) {
    String id = row.text("issue_id");
    List<String> cves = all(CVE, row.node().path("cve_id"));
    String canonical = Ids.canonical(id, cves);
    Bounds bounds = new Bounds(id);
    fixes(row).forEach(fix -> bounds.add(null, fix, null));
    if (bounds.isEmpty()) {
      bounds.undecidable("names no fixed version");
    }
    Instant released = day(row);
    return Publications.published(
        row.origin(),
        new Advisory(
            id,
            canonical,
            Ids.others(canonical, id, cves),
            product.id(),
            SOURCE,
            row.node().path("details").asText(""),
            severity(row),
            null,
            null,
            bounds.ranges(product.versions()),
            List.of(),
            List.of("https://mattermost.com/security-updates/"),
            released,
            released == null ? row.origin().asOf() : released));
  }

  private static Set<String> fixes(Doc row) {
    return new LinkedHashSet<>(all(VERSION, row.node().path("fix_versions")));
  }

  /** Whatever shape the field has, its text holds them. */
  private static List<String> all(Pattern pattern, JsonNode field) {
    List<String> found = new ArrayList<>();
    Matcher matcher = pattern.matcher(field.isTextual() ? field.textValue() : field.toString());
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private static Severity severity(Doc row) {
    return switch (row.node().path("severity").asText("").strip().toLowerCase(Locale.ROOT)) {
      case "critical" -> Severity.CRITICAL;
      case "high" -> Severity.HIGH;
      case "medium" -> Severity.MEDIUM;
      case "low" -> Severity.LOW;
      default -> Severity.UNKNOWN;
    };
  }

  private static @Nullable Instant day(Doc row) {
    String text = row.node().path("fix_release_date").asText("").strip();
    try {
      return text.length() < 10
          ? null
          : LocalDate.parse(text.substring(0, 10)).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
