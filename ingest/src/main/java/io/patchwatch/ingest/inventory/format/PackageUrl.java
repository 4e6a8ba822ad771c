package io.patchwatch.ingest.inventory.format;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/** A package URL (ECMA-427), as far as inventories use it. */
record PackageUrl(PackageURL url) {

  private static final int MAX_LENGTH = 2048;
  private static final Pattern PSEUDO = Pattern.compile("-(0\\.)?\\d{14}-[0-9a-f]{12}$");
  private static final String INCOMPATIBLE = "+incompatible";

  /** Null when the text is none. */
  static @Nullable PackageUrl parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    try {
      return new PackageUrl(new PackageURL(text));
    } catch (MalformedPackageURLException e) {
      return null;
    }
  }

  /** {@code type/namespace/name}, as the catalogue writes it. */
  String typeAndName() {
    String namespace = url.getNamespace();
    return url.getType() + "/" + (namespace == null ? "" : namespace + "/") + url.getName();
  }

  /** The version, or the one stated beside it; null when there is neither. */
  @Nullable String version(@Nullable String beside) {
    String version = url.getVersion() == null ? beside : url.getVersion();
    if (version == null || version.isBlank()) {
      return null;
    }
    String stripped = version.strip();
    return stripped.endsWith(INCOMPATIBLE)
        ? stripped.substring(0, stripped.length() - INCOMPATIBLE.length())
        : stripped;
  }

  /** The installed package of a distribution that it names; null when it names something else. */
  @Nullable InstalledPackage installed(@Nullable String beside) {
    String version = version(beside);
    if (version == null) {
      return null;
    }
    String epoch = qualifier("epoch");
    boolean named = epoch == null || epoch.equals("0") || version.indexOf(':') >= 0;
    String whole = named ? version : epoch + ":" + version;
    return switch (url.getType()) {
      case "deb" -> InstalledPackage.deb(url.getName(), whole);
      case "rpm" -> InstalledPackage.rpm(url.getName(), null, whole, null);
      default -> null;
    };
  }

  /** From the qualifier {@code distro}, for example {@code debian-12}; null when it has none. */
  @Nullable String distribution() {
    String distro = qualifier("distro");
    int hyphen = distro == null ? -1 : distro.lastIndexOf('-');
    return distro == null || hyphen < 0
        ? null
        : Distribution.of(distro.substring(0, hyphen), distro.substring(hyphen + 1));
  }

  private @Nullable String qualifier(String name) {
    Map<String, String> qualifiers = url.getQualifiers();
    return qualifiers == null ? null : qualifiers.get(name);
  }

  /** Go's name of a commit without a release: {@code v0.0.0-20240101120000-0123456789ab}. */
  static boolean isPseudoVersion(String version) {
    return PSEUDO.matcher(version).find();
  }
}
