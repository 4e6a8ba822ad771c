package io.patchwatch.ingest.vex;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.ImpactStated.Status;
import io.patchwatch.ingest.advisories.Doc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The vulnerabilities of a <a href="https://cyclonedx.org/">CycloneDX</a> 1.4 or later BOM. */
final class CycloneDxVex implements VexFormat {

  private static final int DEPTH = 20;

  private final Names names;

  CycloneDxVex(Names names) {
    this.names = names;
  }

  @Override
  public boolean recognises(Doc document) {
    return document.node().path("bomFormat").asText("").equals("CycloneDX");
  }

  @Override
  public VexDocument read(Doc document) {
    Draft draft = new Draft();
    Doc metadata = document.at("metadata");
    Instant time = metadata.time("timestamp");
    Instant stated = time == null ? document.origin().asOf() : time;
    Map<String, List<Target>> components = new HashMap<>();
    component(metadata.at("component"), components, 0);
    document.each("components").forEach(each -> component(each, components, 0));
    for (Doc vulnerability : document.each("vulnerabilities")) {
      vulnerability(vulnerability, components, stated, draft);
    }
    String serial = document.optional("serialNumber");
    return draft.finish(serial == null ? document.origin().file() : serial, author(metadata));
  }

  private static String author(Doc metadata) {
    for (String who : List.of("supplier", "manufacturer", "manufacture")) {
      String name = metadata.at(who).optional("name");
      if (name != null) {
        return name;
      }
    }
    return metadata.each("authors").stream()
        .map(author -> author.optional("name"))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("unnamed");
  }

  private void component(Doc component, Map<String, List<Target>> components, int depth) {
    if (component.isAbsent() || depth > DEPTH) {
      return;
    }
    String ref = component.optional("bom-ref");
    String purl = component.optional("purl");
    List<Target> targets = names.of(purl);
    if (targets.isEmpty()) {
      targets = names.of(component.optional("cpe"));
    }
    String version = component.optional("version");
    if (ref != null) {
      components.put(ref, version == null ? targets : withVersion(targets, version));
    }
    component.each("components").forEach(inner -> component(inner, components, depth + 1));
  }

  private static List<Target> withVersion(List<Target> targets, String version) {
    return targets.stream()
        .map(
            target ->
                target.versions().isEmpty()
                    ? new Target(target.product(), List.of(AffectedRange.only(version)))
                    : target)
        .toList();
  }

  private void vulnerability(
      Doc vulnerability, Map<String, List<Target>> components, Instant stated, Draft draft) {
    Doc analysis = vulnerability.at("analysis");
    String state = analysis.optional("state");
    if (state == null) {
      return; // lists a vulnerability without a word on whether it matters
    }
    List<String> ids = new ArrayList<>(List.of(vulnerability.text("id")));
    vulnerability.each("references").forEach(reference -> ids.add(reference.text("id")));
    Instant updated = analysis.time("lastUpdated");
    Draft.Said said =
        new Draft.Said(
            ids,
            status(analysis, state),
            analysis.optional("justification"),
            analysis.optional("detail"),
            updated == null ? stated : updated);
    for (Doc affected : vulnerability.each("affects")) {
      List<Target> targets = targets(affected, components, draft);
      if (targets != null) {
        draft.add(affected, said, targets);
      }
    }
  }

  private static Status status(Doc analysis, String state) {
    return switch (state) {
      case "not_affected", "false_positive" -> Status.NOT_AFFECTED;
      case "exploitable" -> Status.AFFECTED;
      case "resolved", "resolved_with_pedigree" -> Status.FIXED;
      case "in_triage" -> Status.UNDER_INVESTIGATION;
      default -> throw analysis.at("state").bad("'" + state + "' is no state of CycloneDX");
    };
  }

  /** Null: its versions cannot be read, so that nothing of it is believed. */
  private @Nullable List<Target> targets(
      Doc affected, Map<String, List<Target>> components, Draft draft) {
    String ref = affected.text("ref");
    String local = ref.startsWith("urn:cdx:") ? ref.substring(ref.indexOf('#') + 1) : ref;
    List<Target> named = components.getOrDefault(local, names.of(local));
    List<AffectedRange> versions = new ArrayList<>();
    for (Doc version : affected.each("versions")) {
      String exact = version.optional("version");
      String range = version.optional("range");
      List<AffectedRange> ranges =
          exact != null
              ? List.of(AffectedRange.only(exact))
              : range == null ? null : VersRange.parse(range);
      if (ranges == null) {
        draft.problem(version, "is no version or range that can be read; the statement is left");
        return null;
      }
      versions.addAll(ranges);
    }
    return versions.isEmpty()
        ? named
        : named.stream().map(target -> new Target(target.product(), versions)).toList();
  }
}
