package io.patchwatch.ingest.advisories.cve;

import io.patchwatch.ingest.advisories.Doc;
import java.util.List;
import java.util.Locale;

/**
 * One party's part of a CVE record.
 *
 * @param cna whether it is the vendor's or another numbering authority's own part
 */
record Container(Doc doc, boolean cna) {

  List<Doc> affected() {
    return doc.each("affected");
  }

  /** Whether it names no product: {@code n/a} everywhere. */
  boolean isAnonymous() {
    return affected().stream().allMatch(entry -> isNone(entry.textOrEmpty("product")));
  }

  String source() {
    return cna ? "cve5:CNA" : "cve5:ADP";
  }

  /** The CVE's id for the CNA; with the party's name for others, which may differ from it. */
  String advisoryId(String cve) {
    String party = doc.at("providerMetadata").textOrEmpty("shortName").toLowerCase(Locale.ROOT);
    return cna ? cve : cve + "@" + (party.isEmpty() ? "adp" : party);
  }

  private static boolean isNone(String product) {
    return product.isEmpty() || product.equalsIgnoreCase("n/a");
  }
}
