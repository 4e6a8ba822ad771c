package io.patchwatch.ingest.inventory;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.inventory.ansible.AnsibleFacts;
import io.patchwatch.ingest.inventory.cyclonedx.CycloneDxJson;
import io.patchwatch.ingest.inventory.cyclonedx.CycloneDxXml;
import io.patchwatch.ingest.inventory.dpkg.DpkgList;
import io.patchwatch.ingest.inventory.dpkg.DpkgStatus;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.Inventory;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.SoftwareNames;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import io.patchwatch.ingest.inventory.nessus.NessusReport;
import io.patchwatch.ingest.inventory.ohai.OhaiNode;
import io.patchwatch.ingest.inventory.openvas.OpenVasReport;
import io.patchwatch.ingest.inventory.puppetdb.PuppetFacts;
import io.patchwatch.ingest.inventory.puppetdb.PuppetPackages;
import io.patchwatch.ingest.inventory.rpm.RpmList;
import io.patchwatch.ingest.inventory.spdx.SpdxGraph;
import io.patchwatch.ingest.inventory.spdx.SpdxJson;
import io.patchwatch.ingest.inventory.spdx.SpdxTags;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads documents that say what is installed where, each told by its content: package lists,
 * configuration managers' facts, SBOMs and scan reports. Safe for threads; no content makes it
 * throw.
 */
public final class Inventories {

  /** The configuration's word for "tell the format by the content". */
  public static final String AUTO = "auto";

  /** In the order in which they are asked; the strictest first. */
  private static final List<InventoryFormat> FORMATS =
      List.of(
          new CycloneDxJson(),
          new CycloneDxXml(),
          new SpdxJson(),
          new SpdxGraph(),
          new NessusReport(),
          new OpenVasReport(),
          new PuppetPackages(),
          new PuppetFacts(),
          new OhaiNode(),
          new AnsibleFacts(),
          new SpdxTags(),
          new DpkgStatus(),
          new RpmList(),
          new DpkgList());

  private final SoftwareNames names;

  /** Prepares to look for the products of a catalogue. */
  public Inventories(Catalogue catalogue) {
    this.names = new SoftwareNames(catalogue);
  }

  /** Names of all formats, as the configuration knows them. */
  public static List<String> formats() {
    return FORMATS.stream().map(InventoryFormat::name).sorted().toList();
  }

  /** Reads a file, plain or gzip; one that cannot be read is an inventory with that problem. */
  public static Inventory read(Path file, Catalogue catalogue) {
    return new Inventories(catalogue).read(file, AUTO);
  }

  /** Reads a document that is at hand, plain or gzip. */
  public static Inventory read(String name, byte[] content, Catalogue catalogue) {
    return new Inventories(catalogue).read(name, content, AUTO);
  }

  /** Reads a file in a format of {@link #formats()}, or {@link #AUTO}. */
  public Inventory read(Path file, String format) {
    try {
      return read(BoundedFile.read(file), format);
    } catch (UnreadableDocument | IOException e) {
      return Inventory.refused(file.toString(), null, String.valueOf(e.getMessage()));
    }
  }

  /** Reads a document that is at hand, plain or gzip. */
  public Inventory read(String name, byte[] content, String format) {
    try {
      return read(BoundedFile.unpacked(name, content), format);
    } catch (UnreadableDocument | IOException e) {
      return Inventory.refused(name, null, String.valueOf(e.getMessage()));
    }
  }

  private Inventory read(Document document, String name) {
    String head = document.head();
    Optional<InventoryFormat> format =
        FORMATS.stream()
            .filter(f -> name.equals(AUTO) ? f.recognises(head) : f.name().equals(name))
            .findFirst();
    if (format.isEmpty()) {
      return Inventory.refused(
          document.name(),
          null,
          "is in no known format; known are " + String.join(", ", formats()));
    }
    return read(document, format.get());
  }

  private Inventory read(Document document, InventoryFormat format) {
    Harvest harvest = new Harvest(document, names);
    try {
      format.read(document, harvest);
      return harvest.inventory(format);
    } catch (UnreadableDocument e) {
      return Inventory.refused(document.name(), format, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Whatever a hostile document provokes stays with that document.
      return Inventory.refused(
          document.name(), format, "cannot be read as " + format.name() + " (" + e + "); check it");
    }
  }
}
