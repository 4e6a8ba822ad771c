package io.patchwatch.ingest.inventory.ansible;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.ingest.inventory.format.Distribution;
import io.patchwatch.ingest.inventory.format.Document;
import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.InstalledPackage;
import io.patchwatch.ingest.inventory.format.InventoryFormat;
import io.patchwatch.ingest.inventory.format.Json;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Node;
import io.patchwatch.ingest.inventory.format.UnreadableDocument;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Ansible's module {@code package_facts} returns: a file of the jsonfile fact cache, a file of
 * {@code ansible --tree}, or what {@code ansible -m package_facts} prints for each host ({@code
 * chat1 | SUCCESS => {…}}). Files are named after the host, as Ansible does.
 */
public final class AnsibleFacts implements InventoryFormat {

  @Override
  public String name() {
    return "ansible";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.ANSIBLE;
  }

  @Override
  public boolean recognises(String head) {
    String start = head.stripLeading();
    return Printed.isHeading(start.lines().findFirst().orElse(""))
        || (start.startsWith("{")
            && (head.contains("\"ansible_facts\"")
                || head.contains("\"ansible_distribution\"")
                || isPackages(head)));
  }

  /** Its packages are lists of maps that name where they come from. */
  private static boolean isPackages(String head) {
    return head.contains("\"packages\"")
        && (head.contains("\"source\": \"apt\"")
            || head.contains("\"source\":\"apt\"")
            || head.contains("\"source\": \"rpm\"")
            || head.contains("\"source\":\"rpm\""));
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    String text = document.text();
    if (text.stripLeading().startsWith("{")) {
      host(fileName(document.name()), Json.parse(document, harvest));
      return;
    }
    for (Printed printed : Printed.all(text)) {
      if (printed.failed()) {
        harvest.problem(printed.host(), "Ansible failed there; nothing is known of it");
      } else {
        host(printed.host(), Json.parse(printed.json(), printed.host(), harvest));
      }
    }
  }

  private static String fileName(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
  }

  private static void host(String host, Node document) {
    if (!document.isObject()) {
      document.problem("is not a map of facts; export it again");
      return;
    }
    Node facts = document.has("ansible_facts") ? document.at("ansible_facts") : document;
    Machine machine =
        Machine.named(host, fact(facts, "fqdn"), fact(facts, "nodename"), fact(facts, "hostname"))
            .running(
                Distribution.of(fact(facts, "distribution"), fact(facts, "distribution_version")));
    Node cached = facts.has("packages") ? facts : facts.at("ansible_facts");
    if (!cached.has("packages")) {
      facts.problem("has no packages; gather them with the module package_facts");
    }
    for (Map.Entry<String, Node> entry : cached.fields("packages")) {
      for (Node item : entry.getValue().items()) {
        InstalledPackage pack = installed(entry.getKey(), item);
        if (pack != null) {
          item.harvest().installed(machine, pack, item.path());
        }
      }
    }
  }

  private static @Nullable String fact(Node facts, String name) {
    return facts.has("ansible_" + name) ? facts.text("ansible_" + name) : facts.text(name);
  }

  private static @Nullable InstalledPackage installed(String key, Node item) {
    if (!item.isObject()) {
      item.problem("is not a map with a version; it is left out");
      return null;
    }
    String name = item.has("name") ? item.text("name") : key;
    String version = item.text("version");
    String source = item.text("source");
    if (name == null || version == null) {
      item.problem("has no version; it is left out");
      return null;
    }
    if ("rpm".equals(source) || (source == null && item.has("release"))) {
      return InstalledPackage.rpm(name, item.text("epoch"), version, item.text("release"));
    }
    InstalledPackage pack = InstalledPackage.deb(name, version);
    return isForeign(item.text("origin")) ? pack.fromElsewhere() : pack;
  }

  private static boolean isForeign(@Nullable String origin) {
    return origin != null
        && !origin.isEmpty()
        && !origin.equalsIgnoreCase("Debian")
        && !origin.equalsIgnoreCase("Ubuntu");
  }
}
