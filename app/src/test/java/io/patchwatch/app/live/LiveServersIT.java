package io.patchwatch.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.events.Wire;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real servers, real clients, a real webhook: an attack on an account of each is paged, once, and
 * nothing else is.
 */
class LiveServersIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int ENOUGH = 5;
  private static final Set<String> ATTACKED =
      Set.of(
          // Prosody's advisories exist nowhere as data, which is told and is no silence
          "[OPENED low] Cannot tell whether Prosody is patched, no-coverage: 1 server (guests)",
          "[OPENED high] Login brute force against one account (5 events) on matrix",
          "[OPENED high] Login brute force against one account (5 events) on team",
          "[OPENED high] Login brute force against one account (5 events) on guests");

  /** Synapse's log does not say whose login succeeded, so only the other two are news. */
  private static final Set<String> BROKEN_INTO =
      Set.of(
          "[OPENED critical] A login succeeded after many failures of the account (6 events) on team",
          "[OPENED critical] A login succeeded after many failures of the account (6 events) on guests");

  @TempDir Path directory;

  private final HttpClient http = HttpClient.newHttpClient();
  private Synapse synapse;
  private Ejabberd ejabberd;
  private Prosody prosody;
  private Webhook webhook;

  @BeforeEach
  void startServers() throws Exception {
    synapse = Synapse.start(directory);
    ejabberd = Ejabberd.start(directory);
    prosody = Prosody.start(directory);
    webhook = Webhook.start();
    for (String user : List.of("alice", "bob")) {
      synapse.register(user, right(user));
      ejabberd.register(user, right(user));
      prosody.register(user, right(user));
    }
  }

  @AfterEach
  void stopServers() {
    for (AutoCloseable server : new AutoCloseable[] {synapse, ejabberd, prosody, webhook, http}) {
      closeQuietly(server);
    }
  }

  private static void closeQuietly(AutoCloseable server) {
    try {
      if (server != null) {
        server.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String right(String user) {
    return "rightof" + user;
  }

  private String config() {
    return """
    data_dir: %s
    kafka: {port: 0, partitions: 2}
    elasticsearch: {port: 0}
    server: {port: 0}
    advisories: {bundled_snapshot: false}
    probes: {interval: 5s}
    assets:
      - {id: matrix, product: synapse, url: "%s", logs: [{path: %s, zone: UTC, from: beginning}]}
      - {id: team, product: ejabberd, url: "%s", logs: [{path: %s, zone: UTC, from: beginning}]}
      - {id: guests, product: prosody, version: 0.12.3, logs: [{path: %s, zone: UTC, from: beginning}]}
    # true here, and no attack: ejabberd has no certificate, and we register by its admin interface
    detection: {rules: {disabled: [certificate-problem, admin-api-access]}}
    alerting:
      baseline_quiet: 0s
      burst: 50
      receivers: [{name: ops, webhook: {url: "%s"}}]
    """
        .formatted(
            directory.resolve("data"),
            synapse.uri(),
            synapse.logFile(),
            ejabberd.httpUri(),
            ejabberd.logFile(),
            prosody.logFile(),
            webhook.uri());
  }

  @Test
  void readsVersionsAndPagesExactlyTheAttackedAccounts() throws Exception {
    ConfigFile.Loaded loaded =
        ConfigFile.parse(
            "test", config().getBytes(StandardCharsets.UTF_8), name -> null, directory);
    try (PatchWatch process =
        PatchWatch.start(loaded, EnumSet.allOf(Role.class), Clock.systemUTC())) {
      process.awaitReady();
      awaitVersion(process, "matrix", synapse.version());
      awaitVersion(process, "team", "23.01-1");

      mistypeOnce();
      attack();
      awaitPages(ATTACKED);

      breakIn();
      awaitPages(BROKEN_INTO);
      awaitLogins(process);
      assertThat(titles()).as("no page but the expected").hasSize(6);
      assertNoPasswordWasKept(process);
    }
  }

  /** Bob errs and then remembers: nobody's business. */
  private void mistypeOnce() throws Exception {
    synapse.login("bob", "wrong");
    for (XmppServer server : List.of(ejabberd, prosody)) {
      XmppClient client = new XmppClient(server, "SCRAM-SHA-1");
      assertThat(client.login("bob", "wrong")).isFalse();
      assertThat(client.login("bob", right("bob"))).isTrue();
    }
    assertThat(synapse.login("bob", right("bob"))).isEqualTo(200);
  }

  private void attack() throws Exception {
    for (int i = 0; i < ENOUGH; i++) {
      assertThat(synapse.login("alice", "wrong" + i)).isEqualTo(403);
      for (XmppServer server : List.of(ejabberd, prosody)) {
        String mechanism = i % 2 == 0 ? "PLAIN" : "SCRAM-SHA-1";
        assertThat(new XmppClient(server, mechanism).login("alice", "wrong" + i)).isFalse();
      }
    }
  }

  private void breakIn() throws Exception {
    assertThat(synapse.login("alice", right("alice"))).isEqualTo(200);
    for (XmppServer server : List.of(ejabberd, prosody)) {
      assertThat(new XmppClient(server, "PLAIN").login("alice", right("alice"))).isTrue();
    }
  }

  private List<String> titles() {
    return webhook.pages().stream().map(page -> page.path("title").asText()).toList();
  }

  private void awaitPages(Set<String> titles) {
    Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(titles()).containsAll(titles));
  }

  private void awaitVersion(PatchWatch process, String asset, String version) {
    awaitCount(
        process,
        "patchwatch-assets",
        "service.name:" + asset + " AND service.version:\"" + version + "\"",
        1);
  }

  private void awaitLogins(PatchWatch process) {
    for (String asset : List.of("team", "guests")) {
      String logins = "service.name:" + asset + " AND event.action:login AND event.outcome:";
      awaitCount(process, "patchwatch-logs-*", logins + "failure", ENOUGH + 1);
      awaitCount(process, "patchwatch-logs-*", logins + "success", 2);
    }
  }

  private void assertNoPasswordWasKept(PatchWatch process) throws Exception {
    awaitCount(process, "patchwatch-logs-*", "service.name:team AND message:register", 2);
    assertThat(count(process, "patchwatch-logs-*", "message:*rightof*")).isZero();
  }

  private void awaitCount(PatchWatch process, String index, String query, long count) {
    Awaitility.await(query)
        .atMost(LONG)
        .untilAsserted(() -> assertThat(count(process, index, query)).isEqualTo(count));
  }

  private long count(PatchWatch process, String index, String query) throws Exception {
    URI uri =
        URI.create(
            process.elasticsearch().getFirst()
                + "/"
                + index
                + "/_count?q="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    JsonNode body = Wire.json().readTree(answer.body());
    return body.path("count").asLong(-1);
  }
}
