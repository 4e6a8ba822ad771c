package io.patchwatch.ingest.advisories.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.ingest.advisories.fetch.FetchFailure;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Go's vulnerability database: {@code index/db.json} says when it changed last, {@code
 * index/modules.json} which records each module has, {@code ID/<id>.json} is a record.
 *
 * @see <a href="https://go.dev/doc/security/vuln/database">Go vulnerability database</a>
 */
final class GoDatabase implements Strategy {

  private static final String GO = "Go:";

  @Override
  public void look(Look look) throws FetchFailure, IOException, InterruptedException {
    String modified = look.json(look.below("index/db.json"), Map.of()).path("modified").asText("");
    if (modified.isEmpty()) {
      look.trouble(Trouble.refused("unreadable", "index/db.json says no time"));
    } else if (!modified.equals(look.watermark())) {
      records(look);
      look.watermark(modified);
    }
  }

  private static void records(Look look) throws FetchFailure, IOException, InterruptedException {
    JsonNode modules = look.json(look.below("index/modules.json"), Map.of());
    Set<String> ids = wanted(look, modules);
    if (!modules.isArray() || modules.isEmpty()) {
      look.trouble(Trouble.refused("empty", "index/modules.json has no modules"));
      return;
    }
    Harvest harvest = look.harvest();
    for (String id : ids) {
      harvest.record(id, look.bytes(look.below("ID/" + id + ".json"), Map.of()));
    }
    Trouble trouble = Guard.judge(0, Math.max(1, harvest.seen()), harvest.unreadable(), 1);
    if (trouble == null) {
      look.take(harvest);
    } else {
      look.trouble(trouble);
    }
  }

  /** Records of the catalogue's modules that changed since the last look. */
  private static Set<String> wanted(Look look, JsonNode modules) {
    Set<String> paths =
        look.products().stream()
            .flatMap(product -> product.advisories().osv().stream())
            .filter(name -> name.startsWith(GO))
            .map(name -> name.substring(GO.length()))
            .collect(Collectors.toSet());
    String since = look.watermark();
    Set<String> ids = new LinkedHashSet<>();
    for (JsonNode module : modules) {
      if (paths.contains(module.path("path").asText())) {
        for (JsonNode record : module.path("vulns")) {
          String id = record.path("id").asText();
          boolean plain = id.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-');
          if (plain && (since == null || record.path("modified").asText().compareTo(since) > 0)) {
            ids.add(id);
          }
        }
      }
    }
    return ids;
  }
}
