package io.patchwatch.ingest.inventory.puppetdb;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InstalledPackage;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Json;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Node;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import org.jspecify.annotations.Nullable;

/**
 * PuppetDB's answers to {@code /pdb/query/v4/package-inventory} and, without the machines' names,
 * {@code /pdb/query/v4/packages}. For other providers than apt, dpkg, yum, dnf, rpm and zypper
 * nothing is known.
 */
public final class PuppetPackages implements InventoryFormat {

  @Override
  public String name() {
    return "puppetdb-packages";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.PUPPETDB;
  }

  @Override
  public boolean recognises(String head) {
    return head.stripLeading().startsWith("[")
        && head.contains("\"package_name\"")
        && head.contains("\"provider\"");
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    for (Node item : Json.parse(document, harvest).items()) {
      if (!item.isObject()) {
        item.problem("is no package; it is left out");
        continue;
      }
      InstalledPackage pack = installed(item);
      if (pack != null) {
        harvest.installed(Machine.named(item.text("certname")), pack, item.path());
      }
    }
  }

  private static @Nullable InstalledPackage installed(Node item) {
    String name = item.text("package_name");
    String version = item.text("version");
    String provider = item.text("provider");
    if (name == null || version == null || provider == null) {
      item.problem("lacks package_name, version or provider; it is left out");
      return null;
    }
    return switch (provider) {
      case "apt", "aptitude", "dpkg" -> InstalledPackage.deb(name, version);
      case "yum", "dnf", "rpm", "zypper", "up2date" ->
          InstalledPackage.rpm(name, null, withoutNoEpoch(version), null);
      default -> null;
    };
  }

  /** Puppet writes an epoch of zero where rpm does not. */
  private static String withoutNoEpoch(String version) {
    return version.startsWith("0:") ? version.substring(2) : version;
  }
}
