package io.patchwatch.ingest.inventory.openvas;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import io.patchwatch.ingest.inventory.format.Xml;

/**
 * A report of OpenVAS (Greenbone GVM) as XML. Read are the CPE names that its detections print and
 * those among a host's details. What OpenVAS concluded from versions is not taken over: PatchWatch
 * judges by itself.
 */
public final class OpenVasReport implements InventoryFormat {

  @Override
  public String name() {
    return "openvas";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.OPENVAS;
  }

  @Override
  public boolean recognises(String head) {
    return Xml.isXml(head)
        && (head.contains("<report ") || head.contains("<report>"))
        && (head.contains("<gmp>")
            || head.contains("<omp>")
            || head.contains("<nvt ")
            || head.contains("format_id=")
            || head.contains("<get_reports_response"));
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Xml.read(document, new ReportReading(harvest));
  }
}
