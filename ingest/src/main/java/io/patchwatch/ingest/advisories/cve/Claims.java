package io.patchwatch.ingest.advisories.cve;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Publications;
import io.patchwatch.ingest.advisories.Rating;
import io.patchwatch.ingest.advisories.Subject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one container says of each product of the catalogue that it names. */
record Claims(Map<Product, List<Doc>> byProduct) {

  private static final int CPE_VENDOR = 3;
  private static final int CPE_PRODUCT = 4;

  static Claims of(Container container, ProductIndex products, Subject subject) {
    Map<Product, List<Doc>> byProduct = new LinkedHashMap<>();
    for (Doc entry : container.affected()) {
      for (Product product : named(entry, products, subject)) {
        byProduct.computeIfAbsent(product, p -> new ArrayList<>()).add(entry);
      }
    }
    return new Claims(byProduct);
  }

  Set<Product> products() {
    return byProduct.keySet();
  }

  Claims only(Collection<Product> wanted) {
    Map<Product, List<Doc>> kept = new LinkedHashMap<>(byProduct);
    kept.keySet().retainAll(wanted);
    return new Claims(kept);
  }

  /** The same products, of which nothing more is said. */
  Claims withoutVersions() {
    Map<Product, List<Doc>> bare = new LinkedHashMap<>();
    products().forEach(product -> bare.put(product, List.of()));
    return new Claims(bare);
  }

  List<AdvisoryEvent> events(CveRecord record, Container container) {
    List<AdvisoryEvent> events = new ArrayList<>();
    byProduct.forEach(
        (product, entries) ->
            events.add(
                Publications.published(
                    record.doc().origin(), advisory(record, container, product, entries))));
    return events;
  }

  private static Advisory advisory(
      CveRecord record, Container container, Product product, List<Doc> entries) {
    CveVersions versions = CveVersions.of(record.id(), entries);
    List<AffectedRange> affected = versions.affected(product.versions());
    Rating rating = Rating.of(record.vectors(), null);
    return new Advisory(
        container.advisoryId(record.id()),
        record.id(),
        List.of(),
        product.id(),
        container.source(),
        record.summary(),
        rating.severity(),
        rating.score(),
        rating.vector(),
        affected,
        versions.unaffected(),
        Publications.references(
            "https://www.cve.org/CVERecord?id=" + record.id(), record.references()),
        record.published(),
        record.modified());
  }

  private static Set<Product> named(Doc entry, ProductIndex products, Subject subject) {
    Set<Product> named =
        new LinkedHashSet<>(
            products.ofVendor(entry.textOrEmpty("vendor"), entry.textOrEmpty("product"), subject));
    for (String cpe : entry.texts("cpes")) {
      String[] parts = cpe.split(":", CPE_PRODUCT + 2);
      if (parts.length > CPE_PRODUCT) {
        named.addAll(products.ofCpe(parts[CPE_VENDOR], parts[CPE_PRODUCT], subject));
      }
    }
    return named;
  }
}
