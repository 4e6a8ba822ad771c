package io.patchwatch.ingest.inventory.spdx;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Listing;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Times;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import org.jspecify.annotations.Nullable;

/** SPDX 2.2 and 2.3 (ISO/IEC 5962) as tags and values, one a line. */
public final class SpdxTags implements InventoryFormat {

  @Override
  public String name() {
    return "spdx-tag-value";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.SBOM;
  }

  @Override
  public boolean recognises(String head) {
    return Listing.sample(head).stream().anyMatch(line -> line.startsWith("SPDXVersion: SPDX-2."));
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Tags tags = new Tags(harvest);
    int number = 0;
    for (String line : Listing.of(document).lines()) {
      number++;
      tags.take(line, "line " + number);
    }
    tags.flush();
  }

  /** Where the reader stands: within which package, and whether within a text of many lines. */
  private static final class Tags {

    private final Harvest harvest;
    private Machine machine = Machine.UNKNOWN;
    private boolean withinText;
    private String place = "";
    private @Nullable String version;
    private References references = new References(null);

    Tags(Harvest harvest) {
      this.harvest = harvest;
    }

    void take(String line, String at) {
      if (withinText) {
        withinText = !line.contains("</text>");
        return;
      }
      int colon = line.indexOf(':');
      if (colon > 0) {
        String value = line.substring(colon + 1).strip();
        withinText = value.startsWith("<text>") && !value.contains("</text>");
        tag(line.substring(0, colon), value, at);
      }
    }

    private void tag(String name, String value, String at) {
      switch (name) {
        case "Created" -> machine = machine.seenAt(Times.read(value));
        case "PackageName" -> {
          flush();
          place = at;
        }
        case "PackageVersion" -> version = value;
        case "ExternalRef" -> reference(value.split("\\s+"));
        default -> {}
      }
    }

    private void reference(String[] categoryTypeLocator) {
      if (categoryTypeLocator.length == 3) {
        references.add(categoryTypeLocator[1], categoryTypeLocator[2]);
      }
    }

    void flush() {
      references.versioned(version).into(harvest, machine, place);
      references = new References(null);
      version = null;
    }
  }
}
