package io.patchwatch.ingest.inventory.cyclonedx;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Json;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Node;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;

/** CycloneDX (ECMA-424) 1.2 to 1.7 as JSON: all components, also those within others. */
public final class CycloneDxJson implements InventoryFormat {

  @Override
  public String name() {
    return "cyclonedx-json";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.SBOM;
  }

  @Override
  public boolean recognises(String head) {
    return head.stripLeading().startsWith("{")
        && head.contains("\"bomFormat\"")
        && head.contains("\"CycloneDX\"");
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Node bom = Json.parse(document, harvest);
    if (!"CycloneDX".equals(bom.text("bomFormat"))) {
      throw new UnreadableDocument("bomFormat is not CycloneDX; name the right format");
    }
    Node metadata = bom.at("metadata");
    Machine machine = Machine.UNKNOWN.seenAt(metadata.time("timestamp"));
    Node subject = metadata.at("component");
    if (!subject.isAbsent()) {
      component(machine, subject);
    }
    bom.each("components").forEach(component -> component(machine, component));
  }

  private static void component(Machine machine, Node component) {
    if (!component.isObject()) {
      component.problem("is no component; it is left out");
      return;
    }
    new Component(component.text("purl"), component.text("cpe"), component.text("version"))
        .into(component.harvest(), machine, component.path());
    component.each("components").forEach(inner -> component(machine, inner));
  }
}
