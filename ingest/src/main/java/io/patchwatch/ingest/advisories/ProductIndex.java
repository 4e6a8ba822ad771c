package io.patchwatch.ingest.advisories;

import io.patchwatch.events.catalogue.AdvisorySources;
import io.patchwatch.events.catalogue.Product;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the products of the catalogue that a source's name stands for. Immutable. */
public final class ProductIndex {

  private final Map<String, List<Product>> osv;
  private final Map<String, List<Product>> vendors;
  private final Map<String, List<Product>> cpes;
  private final Map<String, List<Product>> distributed;
  private final Map<String, List<Product>> repositories = new HashMap<>();
  private final Map<String, Product> lifecycles = new HashMap<>();

  /**
   * Indexes the names of all products.
   *
   * @param products the whole catalogue
   */
  public ProductIndex(Collection<Product> products) {
    osv = index(products, AdvisorySources::osv);
    vendors = index(products, AdvisorySources::cve);
    cpes = index(products, AdvisorySources::cpe);
    distributed = distributed(products);
    for (Product product : products) {
      for (String repository : product.identifiers().github()) {
        String key = repository.toLowerCase(Locale.ROOT);
        repositories.computeIfAbsent(key, k -> new ArrayList<>()).add(product);
      }
      String name = product.advisories().endOfLife();
      if (name != null) {
        lifecycles.put(name, product);
      }
    }
  }

  /** Products that an OSV package stands for, in a record about this subject. */
  public List<Product> ofPackage(String ecosystem, String name, Subject subject) {
    return find(osv, ecosystem + ":" + name, subject);
  }

  /** Products that a vendor and product of a CVE record stand for, in a record on this subject. */
  public List<Product> ofVendor(String vendor, String product, Subject subject) {
    return find(vendors, vendor + ":" + product, subject);
  }

  /** Products that a CPE's vendor and product stand for, in a record about this subject. */
  public List<Product> ofCpe(String vendor, String product, Subject subject) {
    return find(cpes, vendor + ":" + product, subject);
  }

  /** Products that a distribution's package stands for, by its source's or a package's name. */
  public List<Product> ofDistribution(String family, String name) {
    return distributed.getOrDefault((family + ":" + name).toLowerCase(Locale.ROOT), List.of());
  }

  /** The product with this name at endoflife.date; null when there is none. */
  public @Nullable Product ofLifecycle(String name) {
    return lifecycles.get(name);
  }

  private static Map<String, List<Product>> distributed(Collection<Product> products) {
    Map<String, List<Product>> index = index(products, AdvisorySources::osv);
    for (Product product : products) {
      for (String name : product.identifiers().deb()) {
        Stream.of("debian:", "ubuntu:")
            .map(family -> index.computeIfAbsent(family + name, key -> new ArrayList<>()))
            .filter(known -> !known.contains(product))
            .forEach(known -> known.add(product));
      }
    }
    return index;
  }

  /** Products that are developed in a repository ({@code owner/name}) on GitHub. */
  public List<Product> ofRepository(String repository) {
    return repositories.getOrDefault(repository.toLowerCase(Locale.ROOT), List.of());
  }

  private static List<Product> find(
      Map<String, List<Product>> index, String name, Subject subject) {
    String key = name.toLowerCase(Locale.ROOT);
    return index.getOrDefault(key, List.of()).stream()
        .filter(product -> !isShared(product, key) || subject.speaksOf(product))
        .filter(product -> !subject.isOfClient(product))
        .toList();
  }

  private static boolean isShared(Product product, String key) {
    return product.advisories().shared().stream().anyMatch(key::equalsIgnoreCase);
  }

  private static Map<String, List<Product>> index(
      Collection<Product> products, Function<AdvisorySources, Collection<String>> names) {
    Map<String, List<Product>> index = new HashMap<>();
    for (Product product : products) {
      for (String name : names.apply(product.advisories())) {
        index.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(product);
      }
    }
    return index;
  }
}
