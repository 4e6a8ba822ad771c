package io.patchwatch.ingest.inventory.puppetdb;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Json;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Node;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PuppetDB's answers to {@code /pdb/query/v4/facts} (one fact an item) and {@code
 * /pdb/query/v4/inventory} (all facts of one machine an item). Read are facts whose name is a
 * product of the catalogue and {@code _version}: {@code mattermost_version}, {@code
 * rocket_chat_version}.
 */
public final class PuppetFacts implements InventoryFormat {

  @Override
  public String name() {
    return "puppetdb-facts";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.PUPPETDB;
  }

  @Override
  public boolean recognises(String head) {
    return head.stripLeading().startsWith("[")
        && head.contains("\"certname\"")
        && (head.contains("\"facts\"") || (head.contains("\"name\"") && head.contains("\"value\"")))
        && !head.contains("\"package_name\"");
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    for (Node item : Json.parse(document, harvest).items()) {
      String host = item.isObject() ? item.text("certname") : null;
      if (host == null) {
        item.problem("lacks certname; it is left out");
      } else if (item.has("facts")) {
        Machine machine = Machine.named(host).seenAt(item.time("timestamp"));
        for (Map.Entry<String, Node> fact : item.fields("facts")) {
          fact(machine, fact.getKey(), fact.getValue());
        }
      } else {
        fact(Machine.named(host), item.text("name"), item.at("value"));
      }
    }
  }

  private static void fact(Machine machine, @Nullable String name, Node value) {
    String text = value.text();
    if (name != null && text != null) {
      value.harvest().fact(machine, name, text, value.path());
    }
  }
}
