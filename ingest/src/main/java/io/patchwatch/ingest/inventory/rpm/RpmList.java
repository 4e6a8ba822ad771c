package io.patchwatch.ingest.inventory.rpm;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InstalledPackage;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Listing;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * One RPM package a line: name, epoch, version, release and architecture with tabs between, or what
 * plain {@code rpm -qa} writes, which hides the epoch.
 */
public final class RpmList implements InventoryFormat {

  private static final Pattern FIELDS =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._+-]*)\\t(\\(none\\)|[0-9]*)\\t([^\\t -]+)\\t([^\\t -]+)(?:\\t[^\\t]*)*");
  private static final Pattern NEVRA =
      Pattern.compile(
          "([A-Za-z0-9][A-Za-z0-9._+-]*)-(?:([0-9]+):)?([^-:\\s]+)-([^-:\\s]+)\\.(?:noarch|x86_64|i[3-6]86|aarch64|armv7hl|ppc64le|s390x|riscv64)");
  private static final Pattern KEY =
      Pattern.compile("gpg-pubkey-[0-9a-f]+-[0-9a-f]+(\\.\\(none\\))?");

  @Override
  public String name() {
    return "rpm";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.PACKAGE;
  }

  @Override
  public boolean recognises(String head) {
    List<String> sample = Listing.sample(head);
    long known = sample.stream().filter(line -> read(line) != null).count();
    return known > 0 && known * 2 >= sample.size();
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Listing listing = Listing.of(document);
    Machine machine = listing.machine();
    int number = 0;
    for (String line : listing.lines()) {
      number++;
      if (!line.isBlank() && !Listing.isAbout(line) && !KEY.matcher(line).matches()) {
        InstalledPackage pack = read(line);
        if (pack == null) {
          harvest.problem("line " + number, "is no line of a package list; it is left out");
        } else {
          harvest.installed(machine, pack, "line " + number);
        }
      }
    }
  }

  private static @Nullable InstalledPackage read(String line) {
    Matcher fields = FIELDS.matcher(line);
    Matcher found = fields.matches() ? fields : NEVRA.matcher(line);
    return found == fields || found.matches()
        ? InstalledPackage.rpm(found.group(1), found.group(2), found.group(3), found.group(4))
        : null;
  }
}
