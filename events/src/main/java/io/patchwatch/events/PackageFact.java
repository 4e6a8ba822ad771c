package io.patchwatch.events;

import org.jspecify.annotations.Nullable;

/**
 * The installed package that a version was read from. A distribution mends holes without taking a
 * newer upstream version, so its own records decide about its packages.
 *
 * @param type kind of package, as in package URLs: {@code deb}, {@code rpm}, {@code apk}…
 * @param name the package's name
 * @param version the package's whole version, with epoch and revision: {@code 1:0.12.3-1+deb12u1}
 * @param distribution the release of the distribution as {@code id:version} in lower case, as in
 *     os-release: {@code debian:12}; null: not known
 */
public record PackageFact(String type, String name, String version, @Nullable String distribution) {

  public PackageFact {
    Require.text(type, "packageFact.type", 20);
    Require.text(name, "packageFact.name", 200);
    Require.text(version, "packageFact.version", 200);
    if (distribution != null) {
      Require.text(distribution, "packageFact.distribution", 100);
    }
  }
}
