package io.patchwatch.ingest.advisories;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the products of the catalogue that a source's name stands for. Immutable. */
public final class ProductIndex {

  private final Map<String, List<ProductNames>> osv;
  private final Map<String, List<ProductNames>> vendors;
  private final Map<String, List<ProductNames>> cpes;
  private final Map<String, ProductNames> lifecycles = new HashMap<>();

  public ProductIndex(Collection<ProductNames> products) {
    osv = index(products, ProductNames::osv);
    vendors = index(products, ProductNames::vendors);
    cpes = index(products, ProductNames::cpes);
    for (ProductNames product : products) {
      if (product.lifecycle() != null) {
        lifecycles.put(product.lifecycle(), product);
      }
    }
  }

  /** Products that an OSV package stands for, in a record about this subject. */
  public List<ProductNames> ofPackage(String ecosystem, String name, Subject subject) {
    return find(osv, ecosystem + ":" + name, subject);
  }

  /** Products that a vendor and product of a CVE record stand for, in a record on this subject. */
  public List<ProductNames> ofVendor(String vendor, String product, Subject subject) {
    return find(vendors, vendor + ":" + product, subject);
  }

  /** Products that a CPE's vendor and product stand for, in a record about this subject. */
  public List<ProductNames> ofCpe(String vendor, String product, Subject subject) {
    return find(cpes, vendor + ":" + product, subject);
  }

  /** The product with this name at endoflife.date; null when there is none. */
  public @Nullable ProductNames ofLifecycle(String name) {
    return lifecycles.get(name);
  }

  private static List<ProductNames> find(
      Map<String, List<ProductNames>> index, String name, Subject subject) {
    String key = name.toLowerCase(Locale.ROOT);
    return index.getOrDefault(key, List.of()).stream()
        .filter(product -> !product.shared().contains(key) || subject.speaksOf(product))
        .filter(product -> !subject.isOfClient(product))
        .toList();
  }

  private static Map<String, List<ProductNames>> index(
      Collection<ProductNames> products, Function<ProductNames, Collection<String>> names) {
    Map<String, List<ProductNames>> index = new HashMap<>();
    for (ProductNames product : products) {
      for (String name : names.apply(product)) {
        index.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>()).add(product);
      }
    }
    return index;
  }
}
