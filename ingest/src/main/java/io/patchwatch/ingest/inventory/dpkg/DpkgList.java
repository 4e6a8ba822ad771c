package io.patchwatch.ingest.inventory.dpkg;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.DpkgLine;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InstalledPackage;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Listing;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import java.util.List;

/**
 * One Debian package a line, as {@code dpkg-query -W}, {@code dpkg -l} and {@code apt list
 * --installed} write it. Where the line has dpkg's state, only installed packages count; plain
 * {@code dpkg-query -W} hides it and lists removed packages too.
 */
public final class DpkgList implements InventoryFormat {

  @Override
  public String name() {
    return "dpkg";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.PACKAGE;
  }

  @Override
  public boolean recognises(String head) {
    List<String> sample = Listing.sample(head);
    long known = sample.stream().filter(line -> DpkgLine.of(line).isDpkg()).count();
    return known > 0 && known * 2 >= sample.size();
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Listing listing = Listing.of(document);
    Machine machine = listing.machine();
    int number = 0;
    for (String line : listing.lines()) {
      number++;
      if (line.isBlank() || Listing.isAbout(line)) {
        continue;
      }
      switch (DpkgLine.of(line)) {
        case DpkgLine.Installed installed ->
            harvest.installed(
                machine,
                InstalledPackage.deb(installed.name(), installed.version()),
                "line " + number);
        case DpkgLine.Other other ->
            harvest.problem("line " + number, "is no line of a package list; it is left out");
        case DpkgLine.Ignored ignored -> {}
      }
    }
  }
}
