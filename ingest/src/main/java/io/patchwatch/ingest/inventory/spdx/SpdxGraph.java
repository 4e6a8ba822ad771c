package io.patchwatch.ingest.inventory.spdx;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Json;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Node;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import java.util.List;

/** SPDX 3.0 as JSON-LD, as its own schema serialises it: packages in {@code @graph}. */
public final class SpdxGraph implements InventoryFormat {

  @Override
  public String name() {
    return "spdx3-json";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.SBOM;
  }

  @Override
  public boolean recognises(String head) {
    return head.stripLeading().startsWith("{")
        && head.contains("\"@context\"")
        && head.contains("spdx.org/rdf/3.");
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    List<Node> graph = Json.parse(document, harvest).each("@graph");
    Machine machine = Machine.UNKNOWN;
    for (Node element : graph) {
      if ("CreationInfo".equals(element.text("type")) && machine.time() == null) {
        machine = machine.seenAt(element.time("created"));
      }
    }
    for (Node element : graph) {
      if ("software_Package".equals(element.text("type"))) {
        take(machine, element);
      }
    }
  }

  private static void take(Machine machine, Node element) {
    References references = new References(element.text("software_packageVersion"));
    references.add("packageUrl", element.text("software_packageUrl"));
    for (Node identifier : element.each("externalIdentifier")) {
      references.add(identifier.text("externalIdentifierType"), identifier.text("identifier"));
    }
    references.into(element.harvest(), machine, element.path());
  }
}
