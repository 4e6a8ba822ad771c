package io.patchwatch.events;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an exception is about. Every part that is given must hold; of a list, one entry must.
 *
 * @param vulnerabilities ids of one vulnerability or of several, compared without case; empty: any
 * @param product catalogue id; null: any
 * @param versions versions of the product; empty: any
 * @param assets ids of assets; empty: any
 * @param environment null: any
 * @param labels labels that the asset must carry with these values
 */
public record Scope(
    List<String> vulnerabilities,
    @Nullable String product,
    List<AffectedRange> versions,
    List<String> assets,
    @Nullable String environment,
    SortedMap<String, String> labels) {

  /** Longest list in a scope. */
  public static final int MOST = 1000;

  public Scope {
    vulnerabilities = bounded(vulnerabilities, "scope.vulnerabilities");
    versions = bounded(versions, "scope.versions");
    assets = bounded(assets, "scope.assets");
    labels = labels == null ? new TreeMap<>() : new TreeMap<>(labels);
    Require.notMore(MOST, labels.size(), "scope.labels");
    if (vulnerabilities.isEmpty() && product == null && assets.isEmpty()) {
      throw new IllegalArgumentException(
          "scope names neither vulnerability, product nor assets; an exception from everything is"
              + " none");
    }
    if (product == null && !versions.isEmpty()) {
      throw new IllegalArgumentException("scope.versions needs scope.product");
    }
  }

  /** One vulnerability of a product, everywhere. */
  public static Scope of(String vulnerability, String product) {
    return new Scope(
        List.of(vulnerability), product, List.of(), List.of(), null, new TreeMap<>(Map.of()));
  }

  /** Whether the asset is one that is meant. */
  public boolean holds(Asset asset) {
    return (assets.isEmpty() || assets.contains(asset.id()))
        && (environment == null || environment.equals(asset.environment()))
        && asset.labels().entrySet().containsAll(labels.entrySet());
  }

  /** Whether one of these ids is meant. */
  public boolean names(List<String> ids) {
    return vulnerabilities.isEmpty()
        || ids.stream().anyMatch(id -> vulnerabilities.stream().anyMatch(id::equalsIgnoreCase));
  }

  /** One line for a person. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(vulnerabilities.isEmpty() ? "everything" : String.join(", ", vulnerabilities));
    text.append(product == null ? "" : " on " + product);
    versions.forEach(range -> text.append(' ').append(range.text()));
    text.append(assets.isEmpty() ? "" : " at " + String.join(", ", assets));
    text.append(environment == null ? "" : " in " + environment);
    labels.forEach((name, value) -> text.append(' ').append(name).append('=').append(value));
    return text.toString();
  }

  private static <T> List<T> bounded(@Nullable List<T> list, String field) {
    List<T> copy = list == null ? List.of() : List.copyOf(list);
    Require.notMore(MOST, copy.size(), field);
    return copy;
  }
}
