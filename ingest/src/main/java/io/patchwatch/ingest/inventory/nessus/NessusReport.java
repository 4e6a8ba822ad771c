package io.patchwatch.ingest.inventory.nessus;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import io.patchwatch.ingest.inventory.format.Xml;

/**
 * A report of Nessus, version 2 ({@code .nessus}). Of each host are read: the CPE names among its
 * properties and in the output of plugin 45590, and the package list in the output of plugin 22869.
 * What Nessus concluded from versions is not taken over: PatchWatch judges by itself.
 */
public final class NessusReport implements InventoryFormat {

  @Override
  public String name() {
    return "nessus";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.NESSUS;
  }

  @Override
  public boolean recognises(String head) {
    return Xml.isXml(head) && head.contains("<NessusClientData_v2");
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Xml.read(document, new ReportReading(harvest));
  }
}
