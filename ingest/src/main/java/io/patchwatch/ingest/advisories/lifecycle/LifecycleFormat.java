package io.patchwatch.ingest.advisories.lifecycle;

import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.LifecyclePublished.Cycle;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.advisories.ProductIndex;
import io.patchwatch.ingest.advisories.Reading;
import io.patchwatch.ingest.advisories.RecordFormat;
import java.time.LocalDate;
import java.util.List;

/**
 * endoflife.date: a product page's front matter ({@code permalink}, {@code releases}), or the API's
 * list of cycles in a file with the product's name ({@code mattermost.json}).
 *
 * @see <a href="https://endoflife.date/docs/api">endoflife.date API</a>
 */
public final class LifecycleFormat implements RecordFormat {

  private static final String SOURCE = "endoflife.date";

  @Override
  public boolean recognises(Doc document) {
    boolean page = document.has("permalink") && document.has("releases");
    return page || document.node().path(0).has("cycle");
  }

  @Override
  public Reading read(Doc document, ProductIndex products) {
    boolean page = document.has("permalink");
    String name = page ? document.text("permalink").substring(1) : fileName(document.origin());
    Product product = products.ofLifecycle(name);
    if (product == null) {
      return Reading.nothing();
    }
    List<Cycle> cycles =
        page
            ? document.each("releases").stream().map(c -> cycle(c, "releaseCycle")).toList()
            : document.items().stream().map(c -> cycle(c, "cycle")).toList();
    if (cycles.isEmpty()) {
      throw document.bad("has no release cycles; fetch it again");
    }
    return Reading.of(List.of(event(document.origin(), product.id(), cycles)));
  }

  private static LifecyclePublished event(Origin origin, String product, List<Cycle> cycles) {
    return new LifecyclePublished(
        Fingerprints.of("lifecycle", product, cycles.toString(), origin.asOf().toString()),
        origin.asOf(),
        origin.collector(),
        product,
        cycles,
        SOURCE,
        origin.asOf());
  }

  private static Cycle cycle(Doc cycle, String name) {
    Doc end = cycle.at("eol");
    boolean dated = end.node().isTextual();
    LocalDate endOfLife = dated ? cycle.date("eol") : null;
    boolean ended = end.node().asBoolean(false);
    return new Cycle(
        cycle.text(name), cycle.optional("latest"), endOfLife, ended && !dated, isLongTerm(cycle));
  }

  /** A date says since when it is one. */
  private static boolean isLongTerm(Doc cycle) {
    Doc longTerm = cycle.at("lts");
    return longTerm.node().isTextual() || longTerm.node().asBoolean(false);
  }

  private static String fileName(Origin origin) {
    String file = origin.file().substring(origin.file().lastIndexOf('/') + 1);
    int dot = file.indexOf('.');
    return dot < 0 ? file : file.substring(0, dot);
  }
}
