package io.patchwatch.ingest.inventory.format;

import io.patchwatch.events.PackageFact;
import io.patchwatch.events.catalogue.Product;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * Gathers what a format finds in one document, matched with the catalogue. Bounded: at most {@link
 * #MAX_SIGHTINGS} sightings and {@link #MAX_PROBLEMS} problems are kept. For one thread.
 */
public final class Harvest {

  /** Most sightings of one document. */
  public static final int MAX_SIGHTINGS = 50_000;

  /** Most problems that are told one by one. */
  public static final int MAX_PROBLEMS = 100;

  private static final int MAX_LINE = 300;
  private static final Pattern PLAUSIBLE = Pattern.compile("[0-9A-Za-z][\\x20-\\x7e]{0,198}");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private final Document document;
  private final SoftwareNames names;
  private final Set<Sighting> known = new HashSet<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int untold;
  private int examined;

  /** Begins with nothing. */
  public Harvest(Document document, SoftwareNames names) {
    this.document = document;
    this.names = names;
  }

  /** Takes an installed package; one that the catalogue does not know is only counted. */
  public void installed(Machine machine, InstalledPackage pack, String place) {
    examined++;
    for (Product product : names.ofPackage(pack.type(), pack.name())) {
      PackageFact fact = fact(machine, pack, place);
      if (fact != null) {
        add(machine, product, Upstream.of(product, pack.version()), fact, place, pack.toString());
      }
    }
  }

  private @Nullable PackageFact fact(Machine machine, InstalledPackage pack, String place) {
    if (!plausible(pack.version())) {
      problem(place, "'" + pack + "' has no version that can be read; check how it was exported");
      return null;
    }
    String told = machine.distribution();
    String release = told == null ? Distribution.ofVersion(pack.type(), pack.version()) : told;
    return new PackageFact(
        pack.type().label(), pack.name(), pack.version(), pack.isVendors() ? null : release);
  }

  /** Takes a component that is named by a package URL. */
  public void packageUrl(Machine machine, String url, @Nullable String version, String place) {
    examined++;
    PackageUrl read = PackageUrl.parse(url);
    if (read == null) {
      problem(place, "'" + oneLine(url) + "' is not a package URL; it is left out");
      return;
    }
    InstalledPackage pack = read.installed(version);
    if (pack != null) {
      examined--;
      String release = read.distribution();
      installed(release == null ? machine : machine.running(release), pack, place);
      return;
    }
    for (Product product : names.ofPackageUrl(read.typeAndName())) {
      String stated = read.version(version);
      if (stated == null || PackageUrl.isPseudoVersion(stated)) {
        problem(place, "'" + oneLine(url) + "' names no release of " + product.name());
      } else {
        add(machine, product, withoutTag(product, stated), null, place, url);
      }
    }
  }

  /** Takes software that is named by a CPE with a version, 2.2 or 2.3. */
  public void cpe(Machine machine, String text, String place) {
    examined++;
    Cpe cpe = Cpe.parse(text);
    if (cpe == null) {
      return;
    }
    for (Product product : names.ofCpe(cpe.vendor(), cpe.product())) {
      if (cpe.version() == null) {
        problem(place, "'" + oneLine(text) + "' names no version of " + product.name());
      } else {
        add(machine, product, cpe.version(), null, place, text);
      }
    }
  }

  /** Whether a CPE stands for a product of the catalogue. */
  public boolean knowsCpe(String text) {
    Cpe cpe = Cpe.parse(text);
    return cpe != null && !names.ofCpe(cpe.vendor(), cpe.product()).isEmpty();
  }

  /** Takes a fact that tells a version, such as {@code mattermost_version}; others are ignored. */
  public void fact(Machine machine, String name, String value, String place) {
    Product product = names.ofFact(name);
    if (product != null) {
      examined++;
      add(machine, product, withoutTag(product, value.strip()), null, place, name + ": " + value);
    }
  }

  private static String withoutTag(Product product, String version) {
    String prefix = product.versions().tagPrefix();
    return !prefix.isEmpty() && version.startsWith(prefix)
        ? version.substring(prefix.length())
        : version;
  }

  private void add(
      Machine machine,
      Product product,
      String version,
      @Nullable PackageFact fact,
      String place,
      String excerpt) {
    if (!plausible(version)) {
      problem(place, "'" + oneLine(excerpt) + "' is no version of " + product.name());
    } else if (sightings.size() >= MAX_SIGHTINGS) {
      problem(place, "more than " + MAX_SIGHTINGS + " servers in one document; split it");
    } else if (known.add(
        new Sighting(product.id(), version, fact, machine.hosts(), "", "", machine.time()))) {
      sightings.add(
          new Sighting(
              product.id(),
              version,
              fact,
              machine.hosts(),
              place,
              oneLine(excerpt),
              machine.time()));
    }
  }

  private static boolean plausible(String version) {
    return PLAUSIBLE.matcher(version).matches() && DIGIT.matcher(version).find();
  }

  /** Notes what is wrong at a place, and what to do about it. */
  public void problem(String place, String what) {
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(oneLine(document.name() + ": " + (place.isEmpty() ? "" : place + ": ") + what));
    } else {
      untold++;
    }
  }

  /** What was gathered. */
  public Inventory inventory(InventoryFormat format) {
    List<String> told = new ArrayList<>(problems);
    if (untold > 0) {
      told.add(document.name() + ": " + untold + " more problems are not listed");
    }
    return new Inventory(
        document.name(),
        format.name(),
        format.source(),
        true,
        List.copyOf(sightings),
        examined,
        List.copyOf(told));
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(MAX_LINE)
        .forEach(c -> line.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    return line.toString();
  }
}
