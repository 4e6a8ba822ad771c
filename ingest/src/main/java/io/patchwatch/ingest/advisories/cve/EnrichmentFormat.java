package io.patchwatch.ingest.advisories.cve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;

/**
 * ADP containers outside their CVE record, as anchore/cve-data-enrichment publishes them. They are
 * read as a CVE record whose CNA says nothing.
 */
public final class EnrichmentFormat implements RecordFormat {

  @Override
  public boolean recognises(Doc document) {
    return document.has("additionalMetadata") && document.at("adp").has("affected");
  }

  @Override
  public Reading read(Doc document, ProductIndex products) {
    Doc about = document.at("additionalMetadata");
    ObjectNode record = JsonNodeFactory.instance.objectNode();
    record.putObject("cveMetadata").put("cveId", about.text("cveId"));
    ObjectNode containers = record.putObject("containers");
    ObjectNode cna = containers.putObject("cna");
    cna.putArray("descriptions")
        .addObject()
        .put("lang", "en")
        .put("value", about.textOrEmpty("description"));
    ArrayNode references = cna.putArray("references");
    about.texts("references").forEach(url -> references.addObject().put("url", url));
    JsonNode adp = document.at("adp").node();
    containers.putArray("adp").add(adp);
    Doc whole = new Doc(document.origin(), "", record);
    return Reading.of(CveFormat.events(new CveRecord(whole), products));
  }
}
