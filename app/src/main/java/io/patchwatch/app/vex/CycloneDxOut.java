package io.patchwatch.app.vex;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** <a href="https://cyclonedx.org/docs/1.5/json/">CycloneDX 1.5</a> with analyses. */
final class CycloneDxOut {

  private CycloneDxOut() {}

  static Map<String, Object> document(Head head, List<Claim> claims) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("bomFormat", "CycloneDX");
    document.put("specVersion", "1.5");
    document.put("serialNumber", "urn:uuid:" + head.id(claims));
    document.put("version", 1);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("timestamp", head.time().toString());
    metadata.put("authors", List.of(Map.of("name", head.author())));
    document.put("metadata", metadata);
    document.put(
        "components",
        claims.stream().map(Claim::release).distinct().map(CycloneDxOut::component).toList());
    document.put("vulnerabilities", claims.stream().map(CycloneDxOut::vulnerability).toList());
    return document;
  }

  private static Map<String, Object> component(Claim.Release release) {
    Map<String, Object> component = new LinkedHashMap<>();
    component.put("type", "application");
    component.put("bom-ref", release.id());
    component.put("name", release.name());
    component.put("version", release.version());
    component.put("purl", release.purl());
    return component;
  }

  private static Map<String, Object> vulnerability(Claim claim) {
    Map<String, Object> vulnerability = new LinkedHashMap<>();
    vulnerability.put("bom-ref", claim.vulnerability() + "/" + claim.release().id());
    vulnerability.put("id", claim.vulnerability());
    vulnerability.put("analysis", Map.of("state", state(claim), "detail", claim.detail()));
    vulnerability.put("affects", List.of(Map.of("ref", claim.release().id())));
    return vulnerability;
  }

  private static String state(Claim claim) {
    return switch (claim.status()) {
      case AFFECTED -> "exploitable";
      case NOT_AFFECTED -> "not_affected";
      case FIXED -> "resolved";
      case UNDER_INVESTIGATION -> "in_triage";
    };
  }
}
