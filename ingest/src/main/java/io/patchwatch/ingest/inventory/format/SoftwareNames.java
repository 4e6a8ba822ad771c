package io.patchwatch.ingest.inventory.format;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Identifiers;
import io.patchwatch.events.catalogue.Product;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the products that packages, package URLs, CPE names and facts stand for. Immutable. */
public final class SoftwareNames {

  private static final String VERSION_FACT = "_version";

  private final Map<String, List<Product>> deb;
  private final Map<String, List<Product>> rpm;
  private final Map<String, List<Product>> purl;
  private final Map<String, List<Product>> cpe;
  private final Catalogue catalogue;

  /** Indexes the names of all products. */
  public SoftwareNames(Catalogue catalogue) {
    this.catalogue = catalogue;
    deb = index(catalogue, Identifiers::deb);
    rpm = index(catalogue, Identifiers::rpm);
    cpe = index(catalogue, Identifiers::cpe);
    purl = index(catalogue, SoftwareNames::packageUrls);
  }

  private static List<String> packageUrls(Identifiers identifiers) {
    Stream<String> repositories = identifiers.github().stream().map(name -> "pkg:github/" + name);
    return Stream.concat(identifiers.purl().stream(), repositories)
        .map(url -> url.substring("pkg:".length()).toLowerCase(Locale.ROOT))
        .distinct()
        .toList();
  }

  /** Products that come in an installed package of that name. */
  public List<Product> ofPackage(PackageType type, String name) {
    return (type == PackageType.DEB ? deb : rpm).getOrDefault(name, List.of());
  }

  /** Products that a package URL stands for, given as {@code type/namespace/name}. */
  public List<Product> ofPackageUrl(String typeAndName) {
    return purl.getOrDefault(typeAndName.toLowerCase(Locale.ROOT), List.of());
  }

  /** Products that a CPE name stands for. */
  public List<Product> ofCpe(String vendor, String product) {
    return cpe.getOrDefault((vendor + ":" + product).toLowerCase(Locale.ROOT), List.of());
  }

  /** The product of a fact such as {@code rocket_chat_version}; null when it is no such fact. */
  public @Nullable Product ofFact(String fact) {
    return fact.endsWith(VERSION_FACT)
        ? catalogue.get(fact.substring(0, fact.length() - VERSION_FACT.length()))
        : null;
  }

  private static Map<String, List<Product>> index(
      Catalogue catalogue, Function<Identifiers, List<String>> names) {
    Map<String, List<Product>> index = new HashMap<>();
    for (Product product : catalogue.all()) {
      for (String name : names.apply(product.identifiers())) {
        index.computeIfAbsent(name, key -> new ArrayList<>()).add(product);
      }
    }
    return index;
  }
}
