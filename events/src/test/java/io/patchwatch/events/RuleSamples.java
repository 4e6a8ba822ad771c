package io.patchwatch.events;

import static io.patchwatch.events.Samples.NOON;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Samples about detection rules and what they find. */
final class RuleSamples {

  private static final Evidence LOG = new Evidence("log", "/var/log/openfire/openfire.log", null);

  private RuleSamples() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rule-published", published());
    all.put("rule-withdrawn", withdrawn());
    all.put("rule-hit", hit());
    all.put("finding-attacked-exploit", exploit());
    all.put("finding-malfunction", malfunction());
    return all;
  }

  private static RulePublished published() {
    return new RulePublished(
        "rp-1", NOON, "rule-files", "ours/vpn.yml", "title: Login from outside the VPN\n");
  }

  private static RuleWithdrawn withdrawn() {
    return new RuleWithdrawn(
        "rw-1", NOON, "rule-files", "ours/vpn.yml", "the file was removed from /etc/patchwatch");
  }

  private static RuleHit hit() {
    return new RuleHit(
        "login-brute-force",
        List.of("chat-eu-1", "203.0.113.7"),
        "login-failed",
        "lo-1",
        NOON,
        Asset.of("chat-eu-1"),
        "ejabberd",
        null,
        1,
        new TreeMap<>(Map.of("source.ip", "203.0.113.7", "user.name", "alice")),
        "Failed c2s PLAIN authentication for alice@localhost from 203.0.113.7",
        "/var/log/ejabberd/ejabberd.log",
        "database-lost",
        NOON.minusSeconds(60));
  }

  private static Finding exploit() {
    Conclusion conclusion =
        new Attacked(
                "openfire",
                "openfire-console-bypass",
                "Bypass of Openfire's console login",
                "203.0.113.7",
                null,
                1,
                NOON,
                NOON,
                List.of("GET /setup/setup-s/%u002e%u002e/%u002e%u002e/log.jsp"),
                LOG,
                List.of("chat-eu-1", "chat-eu-2"),
                null,
                null,
                null,
                "Install the fixed release; look for plugins and administrators that nobody knows.",
                List.of("https://github.com/advisories/GHSA-gw42-f939-fhvm"))
            .exposed("CVE-2023-32315", Exposure.VULNERABLE, "openfire 4.7.4 has it");
    return Samples.opened("f-9", Severity.CRITICAL, conclusion);
  }

  private static Finding malfunction() {
    Conclusion conclusion =
        new Malfunction(
            "synapse",
            "database-lost",
            "The server lost its database",
            null,
            4,
            NOON,
            NOON.plusSeconds(30),
            List.of("psycopg2.OperationalError: could not connect to server"),
            LOG,
            List.of(),
            null,
            "Look whether the database runs and accepts connections.",
            List.of());
    return Samples.opened("f-10", Severity.HIGH, conclusion);
  }
}
