package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.fetch.FetchFailure;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Documents that are taken whole, each for itself: one that cannot be had does not hold up the
 * others, but the feed is good only when all are. Some that the source does not have at all are
 * told and are no trouble, for repositories are renamed and removed; most of them are.
 */
final class WholeDocuments implements Strategy {

  private static final int NOT_FOUND = 404;

  /** Addresses by the names under which the documents are kept. */
  private final Function<Look, Map<String, URI>> plan;

  private WholeDocuments(Function<Look, Map<String, URI>> plan) {
    this.plan = plan;
  }

  static WholeDocuments single(String name) {
    return new WholeDocuments(look -> Map.of(name, look.settings().url()));
  }

  static WholeDocuments ofLifecycles() {
    return new WholeDocuments(
        look -> {
          Map<String, URI> plan = new TreeMap<>();
          look.products().stream()
              .map(product -> product.advisories().endOfLife())
              .filter(Objects::nonNull)
              .forEach(name -> plan.put(name + ".json", look.below(name + ".json")));
          return plan;
        });
  }

  static WholeDocuments ofRepositories() {
    return new WholeDocuments(
        look -> {
          Map<String, URI> plan = new TreeMap<>();
          List<String> selected = look.settings().select();
          for (Product product : look.products()) {
            if (!selected.isEmpty() && !selected.contains(product.id())) {
              continue;
            }
            product.identifiers().github().stream()
                .limit(1)
                .forEach(
                    repository ->
                        plan.put(
                            repository.replace('/', '_').toLowerCase(Locale.ROOT)
                                + ".releases.json",
                            look.below("repos/" + repository + "/releases?per_page=100")));
          }
          return plan;
        });
  }

  static WholeDocuments ofOsvIds() {
    return new WholeDocuments(
        look -> {
          Map<String, URI> plan = new TreeMap<>();
          look.settings()
              .select()
              .forEach(id -> plan.put(id + ".json", look.below("v1/vulns/" + id)));
          return plan;
        });
  }

  @Override
  public void look(Look look) throws IOException, InterruptedException {
    Map<String, URI> planned = plan.apply(look);
    for (Map.Entry<String, URI> wanted : planned.entrySet()) {
      try {
        one(look, wanted.getKey(), wanted.getValue());
      } catch (FetchFailure e) {
        if (e.status() == NOT_FOUND) {
          look.absent(wanted.getKey());
        } else {
          look.trouble(Trouble.of(e).at(wanted.getKey()));
        }
        if (e.kind() == FetchFailure.Kind.RATE_LIMITED) {
          return;
        }
      }
    }
    int gone = look.absent().size();
    if (gone * 2 > planned.size()) {
      String what = gone + " of " + planned.size() + " are not there (404): " + look.absent();
      look.trouble(new Trouble(false, "http-status", what));
    }
  }

  private static void one(Look look, String name, URI uri)
      throws FetchFailure, IOException, InterruptedException {
    Look.Arrived arrived = look.changed(name, uri, headers(look.settings()));
    if (arrived != null) {
      look.verify(arrived);
      look.takeDocument(arrived);
    }
  }

  private static Map<String, String> headers(FeedSettings settings) {
    String key = settings.apiKey();
    return key == null ? Map.of() : Map.of("Authorization", "Bearer " + key);
  }
}
