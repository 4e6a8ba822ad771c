package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.posture.AssetPosture;
import io.patchwatch.events.Command;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Visibility;
import java.time.Instant;
import java.util.List;

/** How things look in answers. Pure. */
final class Shapes {

  private Shapes() {}

  /** An incident in a list. */
  static ObjectNode brief(Incident it) {
    ObjectNode node = Wire.json().createObjectNode();
    node.put("id", it.id());
    node.put("revision", it.revision());
    node.set("state", Wire.json().valueToTree(it.state()));
    node.put("title", it.title());
    node.put("severity", it.severity().label());
    node.set("group", Wire.json().valueToTree(it.group()));
    node.put("openedAt", it.openedAt().toString());
    node.put("changedAt", it.changedAt().toString());
    node.put("open", it.open());
    node.put("total", it.total());
    String install = MessageText.install(it);
    if (install != null) {
      node.put("install", install);
    }
    if (it.care() != null && it.care().mutedBy() != null) {
      node.put("mutedBy", it.care().mutedBy());
    }
    return node;
  }

  /** An incident by itself. */
  static ObjectNode full(Incident it) {
    ObjectNode node = brief(it);
    node.set("members", Wire.json().valueToTree(it.members()));
    node.set("latest", Wire.json().valueToTree(it.latest()));
    node.set("notes", Wire.json().valueToTree(it.notes()));
    if (it.care() != null && it.care().until() != null) {
      node.put("until", it.care().until().toString());
    }
    return node;
  }

  static ObjectNode finding(Finding it) {
    return Wire.json().valueToTree(it);
  }

  /**
   * A server.
   *
   * @param hidden what its log does not show, so that silence about it proves nothing
   */
  static ObjectNode asset(AssetPosture it, List<Visibility> hidden) {
    ObjectNode node = Wire.json().createObjectNode();
    node.put("id", it.asset().id());
    node.put("environment", it.asset().environment());
    node.put("owner", it.asset().owner());
    node.set("labels", Wire.json().valueToTree(it.asset().labels()));
    node.put("product", it.product());
    node.put("version", it.version());
    node.put("state", it.state().label());
    Severity worst = it.worst();
    node.put("worst", worst == null ? null : worst.label());
    node.put("open", it.open());
    node.put("unpatched", it.unpatched());
    node.put("exploited", it.exploited());
    node.put("overdue", it.overdue());
    Instant due = it.due();
    node.put("due", due == null ? null : due.toString());
    node.put("at", it.at().toString());
    ArrayNode notVisible = node.putArray("notVisible");
    for (Visibility gap : hidden) {
      ObjectNode one = notVisible.addObject();
      one.put("what", gap.hidden()).put("why", gap.why()).put("setting", gap.remedy());
    }
    return node;
  }

  static ObjectNode command(Command it) {
    return Wire.json().valueToTree(it);
  }
}
