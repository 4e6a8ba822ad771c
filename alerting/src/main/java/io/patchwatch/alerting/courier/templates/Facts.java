package io.patchwatch.alerting.courier.templates;

import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What templates may say of a delivery, by name. The names are in docs/receivers.md. Pure. */
final class Facts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss VV", Locale.ROOT);
  private static final int MAX_MEMBERS = 10;
  private static final int MAX_INCIDENTS = 15;
  private static final int MAX_LINKS = 3;

  private Facts() {}

  static Map<String, Object> of(Delivery delivery, Language language, ZoneId zone) {
    Map<String, Object> facts = new HashMap<>();
    List<Incident> all = delivery.incidents();
    if (!all.isEmpty()) {
      facts.putAll(incident(all.get(0), language, zone));
    }
    List<Incident> open = all.stream().filter(incident -> !incident.resolved()).toList();
    Severity worst = open.stream().map(Incident::severity).reduce(Severity::or).orElse(null);
    facts.put("headline", delivery.title());
    facts.put("receiver", delivery.receiver());
    facts.put("time", time(delivery.createdAt(), zone));
    facts.put("worst", worst == null ? "" : language.severity(worst));
    facts.put("openCount", open.size());
    facts.put("closedCount", all.size() - open.size());
    facts.put("count", all.size() + delivery.more());
    facts.put("hidden", delivery.more() + Math.max(0, all.size() - MAX_INCIDENTS));
    facts.put(
        "incidents",
        all.stream().limit(MAX_INCIDENTS).map(it -> incident(it, language, zone)).toList());
    facts.put("details", MessageText.details(delivery));
    return facts;
  }

  private static Map<String, Object> incident(Incident it, Language language, ZoneId zone) {
    Map<String, Object> facts = new HashMap<>(conclusion(it.latest(), language, zone));
    String install = MessageText.install(it);
    facts.put("title", it.title());
    facts.put("resolved", it.resolved());
    facts.put("severity", it.resolved() ? "" : language.severity(it.severity()));
    facts.put("openedAt", time(it.openedAt(), zone));
    facts.put("changedAt", time(it.changedAt(), zone));
    facts.put("servers", it.open());
    facts.put("total", it.total());
    facts.put("takenBy", it.state() instanceof IncidentState.Acknowledged by ? by.by() : "");
    Incident.Care care = it.care();
    facts.put("takenUntil", care == null || care.until() == null ? "" : time(care.until(), zone));
    facts.put("moreServers", Math.max(0, it.open() - Math.min(MAX_MEMBERS, it.members().size())));
    facts.put("install", install == null ? "" : install);
    facts.put("links", MessageText.links(it).stream().limit(MAX_LINKS).toList());
    facts.put(
        "members",
        it.members().stream()
            .limit(MAX_MEMBERS)
            .map(member -> Map.of("asset", member.asset(), "headline", member.headline()))
            .toList());
    return facts;
  }

  private static Map<String, Object> conclusion(Finding finding, Language language, ZoneId zone) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("kind", finding.conclusion().kind());
    facts.put("asset", finding.asset().id());
    facts.put("reason", finding.resolution() == null ? "" : finding.resolution().detail());
    if (finding.conclusion() instanceof Conclusion.Unpatched it) {
      facts.putAll(unpatched(it));
    } else if (finding.conclusion() instanceof Attacked it) {
      facts.putAll(rule(it.rule(), it.advice(), it.note(), it.samples(), it.servers()));
      facts.putAll(when(it.count(), it.from(), it.to(), zone));
      facts.put("sourceIp", it.sourceIp() == null ? "" : it.sourceIp());
      facts.put("userName", it.userName() == null ? "" : it.userName());
      if (it.vulnerability() != null && it.exposure() != null) {
        facts.put("attackedVulnerability", it.vulnerability());
        facts.put("exposure", language.exposure(it.exposure()));
      }
    } else if (finding.conclusion() instanceof Malfunction it) {
      facts.putAll(rule(it.rule(), it.advice(), it.note(), it.samples(), it.servers()));
      facts.putAll(when(it.count(), it.from(), it.to(), zone));
    }
    return facts;
  }

  private static Map<String, Object> unpatched(Conclusion.Unpatched it) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("vulnerability", it.vulnerability());
    facts.put("product", it.product());
    facts.put("advisory", it.advisory());
    facts.put("source", it.source());
    facts.put("summary", it.summary());
    facts.put("cvss", it.cvss() == null ? "" : it.cvss().toString());
    facts.put("exploited", it.exploited());
    facts.put("ranges", String.join("; ", it.ranges()));
    facts.put("evidence", it.evidence().source() + " " + it.evidence().locator());
    facts.put("excerpt", it.evidence().excerpt() == null ? "" : it.evidence().excerpt().strip());
    return facts;
  }

  private static Map<String, Object> rule(
      String rule,
      @Nullable String advice,
      @Nullable String note,
      List<String> samples,
      List<String> servers) {
    Map<String, Object> facts = new HashMap<>();
    facts.put("rule", rule);
    facts.put("advice", advice == null ? "" : MessageText.clean(advice.strip()));
    facts.put("note", note == null ? "" : MessageText.clean(note));
    facts.put("samples", samples.stream().map(MessageText::clean).toList());
    facts.put("seenOn", servers.size() > 1 ? String.join(", ", servers) : "");
    return facts;
  }

  private static Map<String, Object> when(long count, Instant from, Instant to, ZoneId zone) {
    return Map.of("records", count, "firstAt", time(from, zone), "lastAt", time(to, zone));
  }

  private static String time(Instant at, ZoneId zone) {
    return TIME.format(at.atZone(zone));
  }
}
