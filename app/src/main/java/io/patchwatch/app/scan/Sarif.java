package io.patchwatch.app.scan;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.app.Version;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.SafeVersion;
import io.patchwatch.streams.verdict.Verdict;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A scan in the Static Analysis Results Interchange Format 2.1.0, for code scanning and CI: a rule
 * for each vulnerability, a result for each server that has it. What cannot be told is of the kind
 * {@code review}.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
final class Sarif {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
  private static final String END_OF_LIFE = "end-of-life";
  private static final String CANNOT_TELL = "cannot-tell";

  private final Map<String, ObjectNode> rules = new TreeMap<>();
  private final ArrayNode results = JsonNodeFactory.instance.arrayNode();

  private Sarif() {}

  static ObjectNode of(Scan scan) {
    Sarif sarif = new Sarif();
    scan.results().forEach(sarif::add);
    ObjectNode log = node().put("$schema", SCHEMA).put("version", "2.1.0");
    ObjectNode run = log.putArray("runs").addObject();
    ObjectNode driver = run.putObject("tool").putObject("driver");
    driver.put("name", "PatchWatch").put("version", Version.release());
    driver.putArray("rules").addAll(sarif.rules.values());
    run.putArray("invocations").add(invocation(scan));
    run.set("results", sarif.results);
    ObjectNode advisories = run.putObject("properties").putObject("advisories");
    advisories.put("asOf", scan.library().asOf().toString());
    advisories.put("ageDays", scan.library().ageDays(scan.today()));
    return log;
  }

  private static ObjectNode invocation(Scan scan) {
    ObjectNode invocation = node().put("executionSuccessful", scan.problems().isEmpty());
    invocation.put("exitCode", scan.exitCode());
    ArrayNode notes = invocation.putArray("toolExecutionNotifications");
    scan.problems().forEach(problem -> notes.add(notification("error", problem)));
    scan.library().problems().forEach(problem -> notes.add(notification("warning", problem)));
    if (scan.library().old(scan.today())) {
      notes.add(
          notification(
              "warning",
              "the advisories are of "
                  + scan.library().asOf()
                  + "; what was published since is not in them"));
    }
    return invocation;
  }

  private static ObjectNode notification(String level, String text) {
    ObjectNode notification = node().put("level", level);
    notification.putObject("message").put("text", text);
    return notification;
  }

  private void add(Scan.Result result) {
    Verdict verdict = result.verdict();
    Server server = result.server();
    for (Answer.Affected affected : verdict.affected()) {
      ObjectNode found = result(server, affected.vulnerability(), level(affected.severity()));
      found.putObject("message").put("text", message(server, verdict, affected));
      rules.computeIfAbsent(affected.vulnerability(), id -> rule(affected));
    }
    if (verdict.endOfLife()) {
      rules.computeIfAbsent(END_OF_LIFE, id -> rule(id, "The release gets no security fixes"));
      ObjectNode found = result(server, END_OF_LIFE, "warning");
      found
          .putObject("message")
          .put("text", name(server) + " gets no more security fixes" + install(verdict));
    }
    if (verdict.state() == Verdict.State.UNKNOWN) {
      rules.computeIfAbsent(CANNOT_TELL, id -> rule(id, "It cannot be told whether it is patched"));
      ObjectNode found = result(server, CANNOT_TELL, "none").put("kind", "review");
      found.putObject("message").put("text", name(server) + ": " + why(verdict));
    }
  }

  private ObjectNode result(Server server, String rule, String level) {
    ObjectNode result = results.addObject().put("ruleId", rule).put("level", level);
    ObjectNode location = result.putArray("locations").addObject();
    if (uri(server) != null) {
      location.putObject("physicalLocation").putObject("artifactLocation").put("uri", uri(server));
    }
    location
        .putArray("logicalLocations")
        .addObject()
        .put("name", server.host().isEmpty() ? server.product().id() : server.host())
        .put("fullyQualifiedName", server.product().id() + "@" + server.shown())
        .put("kind", "resource");
    result
        .putObject("partialFingerprints")
        .put(
            "patchwatch/v1",
            Fingerprints.of(server.place(), server.host(), server.product().id(), rule));
    return result;
  }

  /** The URL asked, or the file without the place in it; null for the command line. */
  private static @Nullable String uri(Server server) {
    String place = server.place();
    if (place.contains("://")) {
      return place;
    }
    return server.file() == null ? null : server.file().toUri().toString();
  }

  private static ObjectNode rule(Answer.Affected affected) {
    String summary = affected.summary().isBlank() ? affected.vulnerability() : affected.summary();
    ObjectNode rule = rule(affected.vulnerability(), summary);
    affected.references().stream().limit(1).forEach(link -> rule.put("helpUri", link));
    ObjectNode properties = rule.putObject("properties");
    properties.putArray("tags").add("security");
    if (affected.cvss() != null) {
      properties.put("security-severity", String.format(Locale.ROOT, "%.1f", affected.cvss()));
    }
    return rule;
  }

  private static ObjectNode rule(String id, String text) {
    ObjectNode rule = node().put("id", id);
    rule.putObject("shortDescription").put("text", text);
    return rule;
  }

  private static String message(Server server, Verdict verdict, Answer.Affected affected) {
    return name(server)
        + " has "
        + affected.vulnerability()
        + " ("
        + affected.severity().label()
        + (affected.exploited() ? ", exploited in the wild" : "")
        + "), affected "
        + String.join(" or ", affected.ranges())
        + install(verdict);
  }

  private static String install(Verdict verdict) {
    SafeVersion safe = verdict.smallestSafe();
    return safe == null ? "; no safe release is known" : "; install " + safe.version();
  }

  private static String why(Verdict verdict) {
    if (verdict.unreadable() != null) {
      return "its version cannot be read: " + verdict.unreadable();
    }
    return verdict.covered()
        ? verdict.unknown().size() + " vulnerabilities of which it cannot be told"
        : "no advisory is known for this product, which is not the same as safe";
  }

  private static String name(Server server) {
    String on = server.host().isEmpty() ? "" : " on " + server.host();
    return server.product().name() + " " + server.shown() + on;
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case CRITICAL, HIGH -> "error";
      case MEDIUM, UNKNOWN -> "warning";
      case LOW, INFO -> "note";
    };
  }

  private static ObjectNode node() {
    return JsonNodeFactory.instance.objectNode();
  }
}
