package io.patchwatch.app.scan;

import io.patchwatch.events.Precision;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.inventory.Inventories;
import io.patchwatch.ingest.inventory.format.Inventory;
import io.patchwatch.ingest.inventory.format.Sighting;
import io.patchwatch.ingest.net.TlsOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the servers that the words of a command line mean: URLs, files, or a product and its
 * version. Problems are collected, so that one silent URL does not hide the others.
 */
public final class Targets {

  private static final String COMMAND_LINE = "command line";

  private final Catalogue catalogue;
  private final TlsOptions tls;
  private final List<Server> servers = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  public Targets(Catalogue catalogue, TlsOptions tls) {
    this.catalogue = catalogue;
    this.tls = tls;
  }

  /** What was found so far. */
  public List<Server> servers() {
    return List.copyOf(servers);
  }

  /** What could not be asked, read or understood, one line each with the remedy. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /**
   * Looks at all words.
   *
   * @throws InterruptedException if the thread is told to stop
   */
  public void find(List<String> words) throws InterruptedException {
    if (!words.isEmpty()
        && words.size() <= 2
        && !isUrl(words.getFirst())
        && !isFile(words.getFirst())) {
      product(words.getFirst(), words.size() == 2 ? words.get(1) : null);
      return;
    }
    for (String word : words) {
      if (isUrl(word)) {
        url(word);
      } else {
        file(Path.of(word));
      }
    }
  }

  private static boolean isUrl(String word) {
    return word.contains("://");
  }

  private static boolean isFile(String word) {
    return word.contains("/") || Files.isRegularFile(Path.of(word));
  }

  private void product(String name, @Nullable String version) {
    Product product = catalogue.get(name);
    if (product == null) {
      problems.add(
          "cannot tell: '"
              + name
              + "' is no file and not in the catalogue"
              + catalogue
                  .suggestion(name)
                  .map(s -> "; did you mean '" + s + "'?")
                  .orElse("; 'patchwatch products' lists what is"));
    } else if (version == null) {
      problems.add("which version? for example: patchwatch scan " + name + " 4.7.4");
    } else {
      servers.add(new Server(product, version, Precision.FULL, null, "", COMMAND_LINE, null));
    }
  }

  private void url(String word) throws InterruptedException {
    URI url = parsed(word);
    if (url == null) {
      problems.add("'" + word + "' is no http:// or https:// URL");
      return;
    }
    try {
      Optional<Recognised> recognised = Recognised.at(url, catalogue, tls);
      if (recognised.isEmpty()) {
        problems.add(
            "cannot tell: nothing at "
                + url
                + " answers like a chat server of the catalogue; 'patchwatch products' lists them,"
                + " and 'patchwatch scan PRODUCT VERSION' needs no URL");
        return;
      }
      var reading = recognised.get().found().reading();
      servers.add(
          new Server(
              recognised.get().product(),
              reading.version(),
              reading.precision(),
              null,
              url.getHost(),
              url.toString(),
              null));
    } catch (IOException | GeneralSecurityException e) {
      problems.add("cannot tell: " + url + ": " + e.getMessage());
    }
  }

  private static @Nullable URI parsed(String word) {
    try {
      URI url = URI.create(word);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return url.getHost() != null && web && url.getUserInfo() == null ? url : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private void file(Path file) {
    Inventory inventory = Inventories.read(file, catalogue);
    problems.addAll(inventory.problems());
    for (Sighting sighting : inventory.sightings()) {
      Product product = catalogue.get(sighting.product());
      if (product != null) {
        servers.add(
            new Server(
                product,
                sighting.version(),
                Precision.FULL,
                sighting.packageFact(),
                sighting.hosts().isEmpty() ? "" : sighting.hosts().getFirst(),
                inventory.document() + " " + sighting.place(),
                file));
      }
    }
    if (inventory.read() && inventory.sightings().isEmpty()) {
      problems.add(
          inventory.document()
              + ": names no chat server of the catalogue among "
              + inventory.examined()
              + " packages; 'patchwatch products' lists what is known");
    }
  }
}
