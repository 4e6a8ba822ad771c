package io.patchwatch.ingest.vex;

import io.patchwatch.events.ImpactStated.Status;
import io.patchwatch.ingest.advisories.Doc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** <a href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md">OpenVEX 0.2</a>. */
final class OpenVex implements VexFormat {

  private static final String CONTEXT = "https://openvex.dev/ns";

  private final Names names;

  OpenVex(Names names) {
    this.names = names;
  }

  @Override
  public boolean recognises(Doc document) {
    return document.node().path("@context").asText("").startsWith(CONTEXT);
  }

  @Override
  public VexDocument read(Doc document) {
    Draft draft = new Draft();
    Instant stated = latest(document, document.origin().asOf());
    for (Doc statement : document.each("statements")) {
      statement(statement, stated, draft);
    }
    return draft.finish(document.text("@id"), document.text("author"));
  }

  private void statement(Doc statement, Instant stated, Draft draft) {
    Status status = status(statement);
    List<String> ids = vulnerabilities(statement.at("vulnerability"));
    String impact = statement.optional("impact_statement");
    String action = statement.optional("action_statement");
    Draft.Said said =
        new Draft.Said(
            ids,
            status,
            statement.optional("justification"),
            status == Status.AFFECTED ? action : impact,
            latest(statement, stated));
    List<Target> targets = new ArrayList<>();
    statement.each("products").forEach(product -> targets.addAll(product(product)));
    draft.add(statement, said, Draft.distinct(targets));
  }

  private static Status status(Doc statement) {
    String text = statement.text("status");
    return switch (text) {
      case "not_affected" -> Status.NOT_AFFECTED;
      case "affected" -> Status.AFFECTED;
      case "fixed" -> Status.FIXED;
      case "under_investigation" -> Status.UNDER_INVESTIGATION;
      default -> throw statement.at("status").bad("'" + text + "' is no status of OpenVEX");
    };
  }

  private static List<String> vulnerabilities(Doc vulnerability) {
    if (vulnerability.node().isTextual()) {
      String name = vulnerability.value();
      if (name == null) {
        throw vulnerability.bad("is empty; name the vulnerability");
      }
      return List.of(id(name));
    }
    List<String> ids = new ArrayList<>();
    ids.add(id(vulnerability.text("name")));
    vulnerability.texts("aliases").stream().map(OpenVex::id).forEach(ids::add);
    return ids;
  }

  private static String id(String name) {
    return name.toUpperCase(Locale.ROOT).startsWith("CVE-") ? name.toUpperCase(Locale.ROOT) : name;
  }

  private List<Target> product(Doc product) {
    if (product.node().isTextual()) {
      return names.of(product.value());
    }
    Doc identifiers = product.at("identifiers");
    List<Target> targets = new ArrayList<>(names.of(product.optional("@id")));
    for (String kind : List.of("purl", "cpe23", "cpe22")) {
      targets.addAll(names.of(identifiers.optional(kind)));
    }
    return targets;
  }

  private static Instant latest(Doc doc, Instant otherwise) {
    Instant updated = doc.time("last_updated");
    @Nullable Instant time = updated == null ? doc.time("timestamp") : updated;
    return time == null ? otherwise : time;
  }
}
