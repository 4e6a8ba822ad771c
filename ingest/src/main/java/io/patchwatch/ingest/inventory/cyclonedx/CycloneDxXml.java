package io.patchwatch.ingest.inventory.cyclonedx;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Times;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import io.patchwatch.ingest.inventory.format.Xml;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** CycloneDX (ECMA-424) 1.2 to 1.7 as XML: all components, also those within others. */
public final class CycloneDxXml implements InventoryFormat {

  @Override
  public String name() {
    return "cyclonedx-xml";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.SBOM;
  }

  @Override
  public boolean recognises(String head) {
    return Xml.isXml(head) && head.contains("<bom") && head.contains("cyclonedx.org/schema/bom/");
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Xml.read(document, new Reading(harvest));
  }

  /** Where the reader stands: the components that are open, the innermost last. */
  private static final class Reading implements Xml.Visitor {

    private final Harvest harvest;
    private final Deque<Open> components = new ArrayDeque<>();
    private Machine machine = Machine.UNKNOWN;

    Reading(Harvest harvest) {
      this.harvest = harvest;
    }

    @Override
    public void begin(Xml.Element element) {
      if (element.name().equals("component")) {
        components.addLast(new Open(element.place()));
      }
    }

    @Override
    public void end(Xml.Element element, String text) {
      Open component = components.peekLast();
      if (element.name().equals("timestamp") && element.parent().equals("metadata")) {
        machine = machine.seenAt(Times.read(text));
      } else if (element.name().equals("component") && component != null) {
        components.removeLast();
        new Component(component.purl, component.cpe, component.version)
            .into(harvest, machine, component.place);
      } else if (element.parent().equals("component") && component != null) {
        component.take(element.name(), text);
      }
    }
  }

  private static final class Open {
    private final String place;
    private @Nullable String purl;
    private @Nullable String cpe;
    private @Nullable String version;

    Open(String place) {
      this.place = place;
    }

    void take(String name, String text) {
      if (text.isEmpty()) {
        return;
      }
      switch (name) {
        case "purl" -> purl = text;
        case "cpe" -> cpe = text;
        case "version" -> version = text;
        default -> {}
      }
    }
  }
}
