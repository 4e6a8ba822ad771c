package io.patchwatch.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An attack in three acts on real servers behind a proxy, each with addresses of its own: one
 * account is guessed, then one password is tried on many accounts, then the first guess fits. What
 * is paged is known to the last title.
 */
class ScriptedAttackIT {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int ENOUGH = 5;
  private static final String NO_COVERAGE =
      "[OPENED low] Cannot tell whether Prosody is patched, no-coverage: 1 server (guests)";

  /** The last two of these do not exist, which the attacker cannot know. */
  private static final List<String> MANY = List.of("bob", "carol", "dave", "erin", "frank");

  @TempDir Path directory;

  private Ejabberd ejabberd;
  private Prosody prosody;
  private Webhook webhook;

  /** How one tries to log in at a server. */
  private interface Door {
    boolean opens(String address, String user, String password) throws Exception;
  }

  /**
   * A server under attack.
   *
   * @param id of the asset
   * @param network of the attackers, without the last number of the address
   */
  private record Target(String id, String network, Door door) {

    void guess() throws Exception {
      for (int i = 0; i < ENOUGH; i++) {
        assertThat(door.opens(network + ".7", "alice", "wrong" + i)).isFalse();
      }
    }

    void spray() throws Exception {
      for (String user : MANY) {
        assertThat(door.opens(network + ".8", user, "Winter2026")).isFalse();
      }
    }

    void breakIn() throws Exception {
      assertThat(door.opens(network + ".7", "alice", right("alice"))).isTrue();
    }

    /** Nobody's business: whoever errs less often than an attacker, and then remembers. */
    void mistype() throws Exception {
      for (int i = 1; i < ENOUGH; i++) {
        assertThat(door.opens(network + ".9", "bob", "typo" + i)).isFalse();
      }
      assertThat(door.opens(network + ".9", "bob", right("bob"))).isTrue();
    }

    String guessed() {
      return page("high", "Login brute force from one address:", 7, ENOUGH);
    }

    /** That its failures are a brute force, too, belongs to what is already told of this server. */
    String sprayed() {
      return page("high", "Password spraying from one address:", 8, ENOUGH);
    }

    String brokenInto() {
      return page("critical", "A login succeeded after a brute force from", 7, ENOUGH + 1);
    }

    private String page(String severity, String title, int attacker, int events) {
      return "[OPENED %s] %s %s.%d (%d events) on %s"
          .formatted(severity, title, network, attacker, events, id);
    }
  }

  private static String right(String user) {
    return "rightof" + user;
  }

  @BeforeEach
  void startServers() throws Exception {
    ejabberd = Ejabberd.start(directory);
    prosody = Prosody.start(directory);
    webhook = Webhook.start();
    for (String user : List.of("alice", "bob", "carol", "dave")) {
      ejabberd.register(user, right(user));
      prosody.register(user, right(user));
    }
  }

  @AfterEach
  void stopServers() throws Exception {
    for (AutoCloseable server : new AutoCloseable[] {ejabberd, prosody, webhook}) {
      if (server != null) {
        server.close();
      }
    }
  }

  private String config(Synapse synapse) {
    return """
    data_dir: %s
    kafka: {port: 0, partitions: 2}
    elasticsearch: {mode: "off"}
    server: {port: 0}
    advisories: {bundled_snapshot: false}
    assets:
      - {id: matrix, product: synapse, version: 1.163.2, logs: [{path: %s, zone: UTC, from: beginning}]}
      - {id: team, product: ejabberd, version: 23.01, logs: [{path: %s, zone: UTC, from: beginning}]}
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
            synapse.logFile(),
            ejabberd.logFile(),
            prosody.logFile(),
            webhook.uri());
  }

  @ParameterizedTest
  @EnumSource(Synapse.Format.class)
  void pagesExactlyWhatWasDone(Synapse.Format format) throws Exception {
    try (Synapse synapse = Synapse.start(directory, format)) {
      for (String user : List.of("alice", "bob", "carol", "dave")) {
        synapse.register(user, right(user));
      }
      ConfigFile.Loaded loaded =
          ConfigFile.parse(
              "test", config(synapse).getBytes(StandardCharsets.UTF_8), name -> null, directory);
      try (PatchWatch process =
          PatchWatch.start(loaded, EnumSet.allOf(Role.class), Clock.systemUTC())) {
        process.awaitReady();
        attack(synapse);
      }
    }
  }

  private void attack(Synapse synapse) throws Exception {
    List<Target> targets =
        List.of(
            new Target(
                "matrix",
                "192.0.2",
                (from, user, word) -> synapse.loginFrom(from, user, word) == 200),
            new Target("team", "198.51.100", overBosh(ejabberd)),
            new Target("guests", "203.0.113", overBosh(prosody)));
    // Prosody's advisories exist nowhere as data, which is told and is no silence
    Set<String> expected = new HashSet<>(Set.of(NO_COVERAGE));
    for (Target target : targets) {
      target.mistype();
      target.guess();
      expected.add(target.guessed());
    }
    awaitExactly(expected);
    for (Target target : targets) {
      target.spray();
      expected.add(target.sprayed());
    }
    awaitExactly(expected);
    for (Target target : targets) {
      target.breakIn();
      expected.add(target.brokenInto());
    }
    awaitExactly(expected);
  }

  private void awaitExactly(Set<String> expected) {
    Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(titles()).containsAll(expected));
    assertThat(titles())
        .as("no page but the expected")
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static Door overBosh(XmppServer server) {
    return (from, user, word) -> {
      try (BoshClient client = new BoshClient(server, from)) {
        return client.login(user, word);
      }
    };
  }

  private List<String> titles() {
    return webhook.pages().stream().map(page -> page.path("title").asText()).toList();
  }
}
