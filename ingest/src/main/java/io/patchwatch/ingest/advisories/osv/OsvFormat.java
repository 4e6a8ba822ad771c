package io.patchwatch.ingest.advisories.osv;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Ids;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Publications;
import io.patchwatch.ingest.advisories.Rating;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;
import io.patchwatch.ingest.advisories.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * OSV records. Several {@code affected} entries of one product make one advisory; its source is
 * {@code osv:} and the leading part of the id, for example {@code osv:GHSA}. Entries on packages of
 * distributions make advisories of their own.
 */
public final class OsvFormat implements RecordFormat {

  @Override
  public boolean recognises(Doc document) {
    return document.node().path("id").isTextual()
        && document.node().path("modified").isTextual()
        && (document.has("affected") || document.has("withdrawn"));
  }

  @Override
  public Reading read(Doc document, ProductIndex products) {
    OsvRecord record = new OsvRecord(document);
    List<AdvisoryEvent> events = new ArrayList<>();
    blocksByProduct(record, products)
        .forEach((product, blocks) -> events.add(event(record, product, blocks)));
    events.addAll(DistributionBlocks.events(record, products));
    return Reading.of(events);
  }

  private static Map<Product, List<Doc>> blocksByProduct(OsvRecord record, ProductIndex products) {
    Subject subject = record.subject();
    Map<Product, List<Doc>> blocks = new LinkedHashMap<>();
    for (Doc block : record.doc().each("affected")) {
      Doc name = block.at("package");
      products
          .ofPackage(name.textOrEmpty("ecosystem"), name.textOrEmpty("name"), subject)
          .forEach(product -> blocks.computeIfAbsent(product, p -> new ArrayList<>()).add(block));
    }
    return blocks;
  }

  private static AdvisoryEvent event(OsvRecord record, Product product, List<Doc> blocks) {
    Instant withdrawn = record.doc().time("withdrawn");
    if (withdrawn != null) {
      return Publications.withdrawn(
          record.doc().origin(), product.id(), record.id(), withdrawn, record.modified());
    }
    return Publications.published(record.doc().origin(), advisory(record, product, blocks));
  }

  private static Advisory advisory(OsvRecord record, Product product, List<Doc> blocks) {
    List<String> aliases = record.doc().texts("aliases");
    String canonical = Ids.canonical(record.id(), aliases);
    Rating rating = record.rating(blocks);
    return new Advisory(
        record.id(),
        canonical,
        Ids.others(canonical, record.id(), aliases),
        product.id(),
        record.source(),
        record.summary(),
        rating.severity(),
        rating.score(),
        rating.vector(),
        OsvRanges.of(record, blocks, product.versions()),
        List.of(),
        Publications.references(record.page(), record.references()),
        record.doc().time("published"),
        record.modified());
  }
}
