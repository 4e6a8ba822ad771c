package io.patchwatch.ingest.inventory.spdx;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Json;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Node;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;

/** SPDX 2.2 and 2.3 (ISO/IEC 5962) as JSON: packages with a package URL or CPE. */
public final class SpdxJson implements InventoryFormat {

  @Override
  public String name() {
    return "spdx-json";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.SBOM;
  }

  @Override
  public boolean recognises(String head) {
    return head.stripLeading().startsWith("{")
        && head.contains("\"spdxVersion\"")
        && head.contains("\"SPDX-2.");
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Node root = Json.parse(document, harvest);
    if (!root.has("spdxVersion")) {
      throw new UnreadableDocument("has no spdxVersion; name the right format");
    }
    Machine machine = Machine.UNKNOWN.seenAt(root.at("creationInfo").time("created"));
    for (Node item : root.each("packages")) {
      References references = new References(item.text("versionInfo"));
      for (Node reference : item.each("externalRefs")) {
        references.add(reference.text("referenceType"), reference.text("referenceLocator"));
      }
      references.into(harvest, machine, item.path());
    }
  }
}
