package io.patchwatch.events.shipping;

import io.patchwatch.events.Asset;
import io.patchwatch.events.catalogue.Product;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An asset whose log records may come by a network way.
 *
 * @param hosts names and addresses of its machine, in any case; its id is one without being named
 * @param programs tags, services, containers or absolute paths under which it logs; its id and the
 *     names of its product are some without being named. When there are any, nothing else of its
 *     machine is taken for its log
 * @param zone of times that do not say theirs; null: UTC
 */
public record LogSource(
    Asset asset,
    Product product,
    List<String> hosts,
    List<String> programs,
    @Nullable ZoneId zone) {

  public LogSource {
    hosts = hosts.stream().map(LogSource::folded).toList();
    programs = programs.stream().map(LogSource::folded).toList();
  }

  static String folded(String name) {
    String folded = name.strip().toLowerCase(Locale.ROOT);
    return folded.endsWith(".") ? folded.substring(0, folded.length() - 1) : folded;
  }

  /** Names that the operator chose for this asset alone. */
  Set<String> ownWords() {
    Set<String> words = new HashSet<>(programs);
    words.add(folded(asset.id()));
    return words;
  }

  /** All names under which it may log. */
  Set<String> words() {
    Set<String> words = ownWords();
    Stream.concat(Stream.of(product.id(), product.name()), product.aliases().stream())
        .map(LogSource::folded)
        .forEach(words::add);
    return words;
  }
}
