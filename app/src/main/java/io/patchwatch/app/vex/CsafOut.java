package io.patchwatch.app.vex;

import io.patchwatch.events.ImpactStated.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.safere.Pattern;

/**
 * <a href="https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html">CSAF 2.0</a>, profile 5
 * (VEX). The publisher is a user: it tells of what it runs, not of what it makes.
 */
final class CsafOut {

  private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,}");

  private CsafOut() {}

  static Map<String, Object> document(Head head, List<Claim> claims) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("document", head(head, claims));
    document.put("product_tree", Map.of("full_product_names", products(claims)));
    Map<String, List<Claim>> byVulnerability = new TreeMap<>();
    claims.forEach(
        claim ->
            byVulnerability
                .computeIfAbsent(claim.vulnerability(), id -> new ArrayList<>())
                .add(claim));
    document.put(
        "vulnerabilities",
        byVulnerability.entrySet().stream()
            .map(each -> vulnerability(each.getKey(), each.getValue()))
            .toList());
    return document;
  }

  private static Map<String, Object> head(Head head, List<Claim> claims) {
    String time = head.time().toString();
    Map<String, Object> tracking = new LinkedHashMap<>();
    tracking.put("id", "patchwatch-" + head.id(claims));
    tracking.put("status", "final");
    tracking.put("version", "1");
    tracking.put("initial_release_date", time);
    tracking.put("current_release_date", time);
    tracking.put(
        "revision_history", List.of(Map.of("number", "1", "date", time, "summary", "Exported")));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("category", "csaf_vex");
    fields.put("csaf_version", "2.0");
    fields.put("title", "State of the chat servers that " + head.author() + " runs");
    fields.put(
        "publisher",
        Map.of("category", "user", "name", head.author(), "namespace", head.namespace()));
    fields.put("tracking", tracking);
    return fields;
  }

  private static List<Map<String, Object>> products(List<Claim> claims) {
    return claims.stream().map(Claim::release).distinct().map(CsafOut::product).toList();
  }

  private static Map<String, Object> product(Claim.Release release) {
    Map<String, Object> product = new LinkedHashMap<>();
    product.put("product_id", release.id());
    product.put("name", release.name() + " " + release.version());
    product.put("product_identification_helper", Map.of("purl", release.purl()));
    return product;
  }

  private static Map<String, Object> vulnerability(String id, List<Claim> claims) {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (CVE.matcher(id).matches()) {
      fields.put("cve", id);
    } else {
      fields.put("ids", List.of(Map.of("system_name", "advisory", "text", id)));
    }
    fields.put("notes", List.of(Map.of("category", "summary", "text", "As PatchWatch sees " + id)));
    Map<String, List<String>> statuses = new TreeMap<>();
    claims.forEach(
        claim ->
            statuses
                .computeIfAbsent(status(claim.status()), s -> new ArrayList<>())
                .add(claim.release().id()));
    fields.put("product_status", statuses);
    put(fields, "remediations", claims, Status.AFFECTED);
    put(fields, "threats", claims, Status.NOT_AFFECTED);
    return fields;
  }

  /** What is affected must say what to do, what is not affected why. */
  private static void put(
      Map<String, Object> fields, String name, List<Claim> claims, Status status) {
    List<Map<String, Object>> said =
        claims.stream().filter(claim -> claim.status() == status).map(CsafOut::said).toList();
    if (!said.isEmpty()) {
      fields.put(name, said);
    }
  }

  private static Map<String, Object> said(Claim claim) {
    Map<String, Object> said = new LinkedHashMap<>();
    said.put("category", category(claim));
    said.put("details", claim.detail());
    said.put("product_ids", List.of(claim.release().id()));
    return said;
  }

  private static String category(Claim claim) {
    if (claim.status() == Status.NOT_AFFECTED) {
      return "impact";
    }
    if (claim.detail().startsWith("Install ")) {
      return "vendor_fix";
    }
    return claim.detail().startsWith("risk accepted") ? "no_fix_planned" : "none_available";
  }

  private static String status(Status status) {
    return switch (status) {
      case AFFECTED -> "known_affected";
      case NOT_AFFECTED -> "known_not_affected";
      case FIXED -> "fixed";
      case UNDER_INVESTIGATION -> "under_investigation";
    };
  }
}
