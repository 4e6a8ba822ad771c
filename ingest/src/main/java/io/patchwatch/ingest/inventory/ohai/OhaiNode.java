package io.patchwatch.ingest.inventory.ohai;

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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node of Chef ({@code knife node show -l -F json}, chef-zero's files), several of them in a
 * list, or what {@code ohai} itself prints. Ohai's plugin {@code packages} has to be on.
 */
public final class OhaiNode implements InventoryFormat {

  private static final Set<String> RPM_FAMILIES =
      Set.of("rhel", "fedora", "amazon", "suse", "mageia");
  private static final long LATEST_SECONDS = 32_503_680_000L;

  @Override
  public String name() {
    return "ohai";
  }

  @Override
  public EvidenceSource source() {
    return EvidenceSource.OHAI;
  }

  @Override
  public boolean recognises(String head) {
    String start = head.stripLeading();
    return (start.startsWith("{") || start.startsWith("["))
        && (head.contains("\"automatic\"")
            || head.contains("\"chef_environment\"")
            || head.contains("\"ohai_time\"")
            || head.contains("\"platform_family\""));
  }

  @Override
  public void read(Document document, Harvest harvest) throws UnreadableDocument {
    Node root = Json.parse(document, harvest);
    List<Node> nodes = root.isArray() ? root.items() : List.of(root);
    for (Node node : nodes) {
      if (node.isObject()) {
        node(node);
      } else {
        node.problem("is no node of Chef; it is left out");
      }
    }
  }

  private static void node(Node node) {
    Node facts = node.has("automatic") ? node.at("automatic") : node;
    String platform = facts.text("platform");
    Machine machine =
        Machine.named(
                facts.text("fqdn"),
                node.text("name"),
                facts.text("machinename"),
                facts.text("hostname"))
            .running(Distribution.of(platform, facts.text("platform_version")))
            .seenAt(time(facts.at("ohai_time")));
    boolean rpm = RPM_FAMILIES.contains(String.valueOf(facts.text("platform_family")));
    if (!facts.has("packages")) {
      node.problem("has no packages; switch Ohai's plugin Packages on");
    }
    for (Map.Entry<String, Node> entry : facts.fields("packages")) {
      Node item = entry.getValue();
      InstalledPackage pack = installed(entry.getKey(), item, rpm);
      if (pack != null) {
        item.harvest().installed(machine, pack, item.path());
      }
    }
  }

  private static @Nullable InstalledPackage installed(String name, Node item, boolean rpm) {
    String version = item.isObject() ? item.text("version") : null;
    if (version == null) {
      item.problem("has no version; it is left out");
      return null;
    }
    return rpm || item.has("release")
        ? InstalledPackage.rpm(name, item.text("epoch"), version, item.text("release"))
        : InstalledPackage.deb(name, version);
  }

  /** Seconds since 1970 with a fraction. */
  private static @Nullable Instant time(Node seconds) {
    if (seconds.isAbsent() || !seconds.json().isNumber()) {
      return null;
    }
    double value = seconds.json().doubleValue();
    return value > 0 && value < LATEST_SECONDS ? Instant.ofEpochSecond((long) value) : null;
  }
}
