package io.patchwatch.events.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * The names under which inventories, scanners and package managers know a product.
 *
 * @param purl package URLs without a version ({@code pkg:pypi/matrix-synapse})
 * @param cpe {@code vendor:product} of CPE 2.3 applications
 * @param deb Debian and Ubuntu package names
 * @param rpm RPM package names
 * @param images container images without a tag
 * @param github source repositories as {@code owner/name}, the present one first
 */
public record Identifiers(
    List<String> purl,
    List<String> cpe,
    List<String> deb,
    List<String> rpm,
    List<String> images,
    List<String> github) {

  static final Pattern CPE_NAME = Pattern.compile("[a-z0-9._-]+:[a-z0-9._-]+");
  static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+");
  private static final Pattern PURL =
      Pattern.compile("pkg:[a-z][a-z0-9.+-]*(/[A-Za-z0-9._~%-]+)+(\\?[a-z0-9._=&/%:-]+)?");
  private static final Pattern PACKAGE = Pattern.compile("[a-z0-9][a-zA-Z0-9.+_-]*");
  private static final Pattern IMAGE = Pattern.compile("[a-z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*");

  public Identifiers {
    purl = Check.each(purl, PURL, "purl", "pkg:type/namespace/name without a version");
    cpe = Check.each(cpe, CPE_NAME, "cpe", "vendor:product in lower case");
    deb = Check.each(deb, PACKAGE, "deb", "a package name");
    rpm = Check.each(rpm, PACKAGE, "rpm", "a package name");
    images = Check.each(images, IMAGE, "images", "registry/name without a tag");
    github = Check.each(github, REPOSITORY, "github", "owner/name");
  }

  /** A product without any known name. */
  public static Identifiers none() {
    return new Identifiers(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** The present source repository, if it is known. */
  public @Nullable String repository() {
    return github.isEmpty() ? null : github.getFirst();
  }
}
