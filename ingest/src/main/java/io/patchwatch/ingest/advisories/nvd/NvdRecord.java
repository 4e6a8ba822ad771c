package io.patchwatch.ingest.advisories.nvd;

import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One CVE as NVD or an overlay describes it.
 *
 * @param configurations the place that holds {@code configurations}
 */
record NvdRecord(
    String id,
    String text,
    List<String> references,
    @Nullable Instant published,
    Instant modified,
    List<String> vectors,
    Doc configurations) {

  private static final List<String> METRICS =
      List.of("cvssMetricV40", "cvssMetricV31", "cvssMetricV30", "cvssMetricV2");

  static NvdRecord overlay(Doc document) {
    Doc about = document.at("_annotation");
    return new NvdRecord(
        about.text("cve_id"),
        about.textOrEmpty("description"),
        about.texts("references"),
        about.time("published"),
        timeOr(about.time("modified"), document),
        List.of(),
        document.at("cve"));
  }

  static NvdRecord answer(Doc cve) {
    return new NvdRecord(
        cve.text("id"),
        english(cve),
        cve.each("references").stream()
            .flatMap(reference -> Stream.ofNullable(reference.optional("url")))
            .toList(),
        cve.time("published"),
        timeOr(cve.time("lastModified"), cve),
        vectors(cve.at("metrics")),
        cve);
  }

  /** The matches of each product, without those of clients on phones. */
  Map<Product, List<CpeMatch>> claims(ProductIndex products) {
    Subject subject = new Subject(text, references);
    Map<Product, List<CpeMatch>> claims = new LinkedHashMap<>();
    for (CpeMatch match : matches()) {
      for (Product product : products.ofCpe(match.vendor(), match.product(), subject)) {
        claims.computeIfAbsent(product, p -> new ArrayList<>()).add(match);
      }
    }
    claims.values().removeIf(list -> list.stream().noneMatch(CpeMatch::isVulnerable));
    return claims;
  }

  private List<CpeMatch> matches() {
    List<CpeMatch> matches = new ArrayList<>();
    for (Doc configuration : configurations.each("configurations")) {
      List<CpeMatch> together =
          configuration.each("nodes").stream()
              .filter(node -> !node.at("negate").node().asBoolean(false))
              .flatMap(node -> node.each("cpeMatch").stream().map(CpeMatch::of))
              .toList();
      if (together.stream().noneMatch(CpeMatch::isPhone)) {
        together.stream().filter(match -> !match.isClient()).forEach(matches::add);
      }
    }
    return matches;
  }

  private static String english(Doc cve) {
    return cve.each("descriptions").stream()
        .filter(text -> "en".equals(text.optional("lang")))
        .map(text -> text.textOrEmpty("value"))
        .findFirst()
        .orElse("");
  }

  private static List<String> vectors(Doc metrics) {
    List<String> vectors = new ArrayList<>();
    for (String name : METRICS) {
      metrics
          .each(name)
          .forEach(metric -> vectors.add(metric.at("cvssData").textOrEmpty("vectorString")));
    }
    return vectors;
  }

  private static Instant timeOr(@Nullable Instant time, Doc place) {
    return time == null ? place.origin().asOf() : time;
  }
}
