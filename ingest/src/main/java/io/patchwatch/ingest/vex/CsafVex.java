package io.patchwatch.ingest.vex;

import io.patchwatch.events.ImpactStated.Status;
import io.patchwatch.ingest.advisories.Doc;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * <a href="https://docs.oasis-open.org/csaf/csaf/v2.0/os/csaf-v2.0-os.html">CSAF 2.0</a>, profile 5
 * (VEX). Final documents only: a draft states nothing.
 */
final class CsafVex implements VexFormat {

  private static final Map<String, Status> STATUSES = new LinkedHashMap<>();

  static {
    STATUSES.put("known_not_affected", Status.NOT_AFFECTED);
    STATUSES.put("known_affected", Status.AFFECTED);
    STATUSES.put("first_affected", Status.AFFECTED);
    STATUSES.put("last_affected", Status.AFFECTED);
    STATUSES.put("fixed", Status.FIXED);
    STATUSES.put("first_fixed", Status.FIXED);
    STATUSES.put("under_investigation", Status.UNDER_INVESTIGATION);
  }

  private final Names names;

  CsafVex(Names names) {
    this.names = names;
  }

  @Override
  public boolean recognises(Doc document) {
    return document.node().path("document").path("csaf_version").isTextual();
  }

  @Override
  public VexDocument read(Doc document) {
    Doc head = document.at("document");
    if (!head.text("category").equals("csaf_vex")) {
      throw head.at("category").bad("is not csaf_vex; only that profile is read here");
    }
    Doc tracking = head.at("tracking");
    if (!tracking.text("status").equals("final")) {
      throw tracking.at("status").bad("is not final; a draft states nothing");
    }
    Instant released = tracking.time("current_release_date");
    Instant stated = released == null ? document.origin().asOf() : released;
    Draft draft = new Draft();
    ProductTree tree = new ProductTree(names, document.at("product_tree"), draft);
    document.each("vulnerabilities").forEach(each -> vulnerability(each, tree, stated, draft));
    return draft.finish(tracking.text("id"), head.at("publisher").text("name"));
  }

  private static void vulnerability(
      Doc vulnerability, ProductTree tree, Instant stated, Draft draft) {
    List<String> ids =
        Stream.concat(
                Stream.ofNullable(vulnerability.optional("cve")),
                vulnerability.each("ids").stream().map(id -> id.text("text")))
            .toList();
    if (ids.isEmpty()) {
      throw vulnerability.bad("has neither cve nor ids; nobody can know what it is about");
    }
    Doc statuses = vulnerability.at("product_status");
    STATUSES.forEach(
        (name, status) -> {
          for (String product : statuses.texts(name)) {
            Draft.Said said =
                new Draft.Said(
                    ids,
                    status,
                    flag(vulnerability, product),
                    detail(vulnerability, status, product),
                    stated);
            draft.add(statuses.at(name), said, tree.targets(product));
          }
        });
  }

  private static @Nullable String flag(Doc vulnerability, String product) {
    return concerning(vulnerability.each("flags"), product)
        .map(flag -> flag.text("label"))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable String detail(Doc vulnerability, Status status, String product) {
    List<Doc> said = new ArrayList<>(vulnerability.each("threats"));
    if (status == Status.AFFECTED) {
      said = vulnerability.each("remediations");
    }
    return concerning(said, product)
        .filter(each -> status == Status.AFFECTED || each.textOrEmpty("category").equals("impact"))
        .map(each -> each.text("details"))
        .findFirst()
        .orElse(null);
  }

  /** Those that name the product, or no product at all. */
  private static Stream<Doc> concerning(List<Doc> docs, String product) {
    return docs.stream()
        .filter(
            doc -> {
              List<String> products = doc.texts("product_ids");
              boolean grouped = !doc.each("group_ids").isEmpty();
              return products.contains(product) || (products.isEmpty() && !grouped);
            });
  }
}
