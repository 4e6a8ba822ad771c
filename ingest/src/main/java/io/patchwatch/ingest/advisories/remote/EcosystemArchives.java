package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.ingest.advisories.fetch.FetchFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Archives of OSV records, each complete in itself. */
final class EcosystemArchives implements Strategy {

  /** Large, and of unclear licence: only when they are selected. */
  private static final Set<String> DISTRIBUTIONS = Set.of("Debian", "Ubuntu");

  private final Function<Look, List<URI>> plan;
  private final String prefix;

  /**
   * Archives at these addresses.
   *
   * @param prefix of the records' file names; others are passed over
   */
  EcosystemArchives(Function<Look, List<URI>> plan, String prefix) {
    this.plan = plan;
    this.prefix = prefix;
  }

  /** One archive for each ecosystem that is selected, or that the catalogue names. */
  static EcosystemArchives ecosystems() {
    return new EcosystemArchives(
        look -> named(look).stream().map(name -> look.below(path(name))).toList(), "");
  }

  private static List<String> named(Look look) {
    List<String> selected = look.settings().select();
    return !selected.isEmpty()
        ? selected
        : look.products().stream()
            .flatMap(product -> product.advisories().osv().stream())
            .map(name -> name.substring(0, name.indexOf(':')))
            .filter(name -> !DISTRIBUTIONS.contains(name))
            .distinct()
            .sorted()
            .toList();
  }

  private static String path(String ecosystem) {
    return URLEncoder.encode(ecosystem, StandardCharsets.UTF_8).replace("+", "%20") + "/all.zip";
  }

  @Override
  public void look(Look look) throws IOException, InterruptedException {
    for (URI uri : plan.apply(look)) {
      String name = uri.getRawPath().substring(1).replaceAll("[^A-Za-z0-9.]+", "_");
      try {
        Look.Arrived arrived = look.changed(name, uri, Map.of());
        if (arrived != null) {
          look.verify(arrived);
          look.takeArchive(
              arrived, entry -> entry.substring(entry.lastIndexOf('/') + 1).startsWith(prefix));
        }
      } catch (FetchFailure e) {
        look.trouble(Trouble.of(e).at(name));
      }
    }
  }
}
