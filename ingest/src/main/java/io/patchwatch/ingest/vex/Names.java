package io.patchwatch.ingest.vex;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.inventory.format.SoftwareNames;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the products that a document means by package URL or CPE. */
final class Names {

  private static final int LONGEST = 2048;
  private static final String CPE22 = "cpe:/a:";
  private static final String CPE23 = "cpe:2.3:a:";
  private static final int CPE_VERSION = 2;

  private final SoftwareNames names;

  Names(Catalogue catalogue) {
    this.names = new SoftwareNames(catalogue);
  }

  /** The products that one id stands for; none when the catalogue does not know it. */
  List<Target> of(@Nullable String id) {
    if (id == null || id.length() > LONGEST) {
      return List.of();
    }
    return id.startsWith("pkg:") ? ofPackageUrl(id) : ofCpe(id);
  }

  private List<Target> ofPackageUrl(String text) {
    try {
      PackageURL url = new PackageURL(text);
      String space = url.getNamespace() == null ? "" : url.getNamespace() + "/";
      return targets(
          names.ofPackageUrl(url.getType() + "/" + space + url.getName()), url.getVersion());
    } catch (MalformedPackageURLException e) {
      return List.of();
    }
  }

  private List<Target> ofCpe(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!lower.startsWith(CPE22) && !lower.startsWith(CPE23)) {
      return List.of();
    }
    String[] parts =
        text.substring(lower.startsWith(CPE22) ? CPE22.length() : CPE23.length())
            .replace("\\", "")
            .split(":", -1);
    if (parts.length < 2) {
      return List.of();
    }
    String version = parts.length > CPE_VERSION ? parts[CPE_VERSION] : "";
    boolean any = version.isEmpty() || version.equals("*") || version.equals("-");
    return targets(names.ofCpe(parts[0], parts[1]), any ? null : version);
  }

  private static List<Target> targets(List<Product> products, @Nullable String version) {
    List<AffectedRange> versions =
        version == null || version.isBlank()
            ? List.of()
            : List.of(AffectedRange.only(version.startsWith("v") ? version.substring(1) : version));
    return products.stream().map(product -> new Target(product.id(), versions)).toList();
  }
}
