package io.patchwatch.ingest.inventory.dpkg;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InstalledPackage;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Listing;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import java.util.Map;
import java.util.TreeMap;

/**
 * dpkg's database ({@code /var/lib/dpkg/status}, deb822(5)). Only packages whose status is {@code
 * installed} count. A package that names an origin other than Debian or Ubuntu is a vendor's own.
 */
public final class DpkgStatus implements InventoryFormat {

  private static final String PACKAGE = "Package";

  @Override
  public String name() {
    return "dpkg-status";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.PACKAGE;
  }

  @Override
  public boolean recognises(String head) {
    return Listing.sample(head).stream().limit(1).anyMatch(line -> line.startsWith("Package: "))
        && head.contains("\nStatus: ");
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Listing listing = Listing.of(document);
    Machine machine = listing.machine();
    Map<String, String> fields = new TreeMap<>();
    int number = 0;
    int begin = 1;
    for (String line : listing.lines()) {
      number++;
      if (line.isBlank()) {
        take(machine, fields, begin, harvest);
        fields.clear();
        begin = number + 1;
      } else if (!Listing.isAbout(line)) {
        field(line, fields);
      }
    }
    take(machine, fields, begin, harvest);
  }

  private static void field(String line, Map<String, String> fields) {
    int colon = line.indexOf(':');
    boolean continued = line.charAt(0) == ' ' || line.charAt(0) == '\t';
    if (colon > 0 && !continued) {
      fields.putIfAbsent(line.substring(0, colon), line.substring(colon + 1).strip());
    }
  }

  private static void take(Machine machine, Map<String, String> fields, int line, Harvest harvest) {
    String name = fields.get(PACKAGE);
    String version = fields.get("Version");
    if (name == null) {
      if (!fields.isEmpty()) {
        harvest.problem("line " + line, "a paragraph without Package; it is left out");
      }
    } else if (version != null && fields.getOrDefault("Status", "").endsWith(" installed")) {
      InstalledPackage pack = InstalledPackage.deb(name, version);
      harvest.installed(machine, isForeign(fields) ? pack.fromElsewhere() : pack, "line " + line);
    }
  }

  private static boolean isForeign(Map<String, String> fields) {
    String origin = fields.getOrDefault("Origin", "Debian");
    return !origin.equalsIgnoreCase("Debian") && !origin.equalsIgnoreCase("Ubuntu");
  }
}
