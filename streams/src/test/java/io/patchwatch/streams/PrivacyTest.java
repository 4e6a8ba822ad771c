package io.patchwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Finding;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Wire;
import io.patchwatch.events.shipping.LogSources;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.streams.privacy.PrivacySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With pseudonyms the rules find what they found before, and nobody else sees a person. */
class PrivacyTest {

  private static final PrivacySettings PRIVATE =
      new PrivacySettings(Secret.of("0123456789abcdef0123456789abcdef"), true, true);

  @TempDir private Path state;
  private final Lines lines = new Lines();
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(state, new LogSettings(new LogSources(List.of()), PRIVATE));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private List<Finding> of(String rule) {
    return stage.open().stream()
        .filter(finding -> finding.conclusion().labels().getOrDefault("rule", "").equals(rule))
        .toList();
  }

  @Test
  void bruteForceFromOneAddressIsFoundAndNamesNobody() {
    for (int i = 0; i < 20; i++) {
      stage.with(lines.failed("anna", Lines.MALLORY, 0));
    }
    stage.with(lines.accepted("anna", Lines.MALLORY, 1)).settled();

    assertThat(of("login-brute-force")).hasSize(1);
    assertThat(of("login-success-after-failures")).hasSize(1);
    assertThat(stage.findings().toString())
        .doesNotContain("anna", Lines.MALLORY)
        .contains("user-", "2001:db8:");
  }

  @Test
  void failuresOfOneUserFromManyServersStillMeet() {
    Stage open = stage;
    for (int i = 0; i < 40; i++) {
      open.with(lines.failed("chat-" + (i % 4), "user" + i, Lines.MALLORY, 0));
    }
    List<String> pseudonymous = open.findings().stream().map(PrivacyTest::rule).sorted().toList();

    try (Stage plain = new Stage(state.resolve("plain"))) {
      for (int i = 0; i < 40; i++) {
        plain.with(lines.failed("chat-" + (i % 4), "user" + i, Lines.MALLORY, 0));
      }
      assertThat(plain.findings().stream().map(PrivacyTest::rule).sorted().toList())
          .isNotEmpty()
          .isEqualTo(pseudonymous);
    }
  }

  private static String rule(Finding finding) {
    return finding.conclusion().labels().getOrDefault("rule", "") + " " + finding.severity();
  }

  @Test
  void noTopicButTheRawOneHasAPerson() {
    stage.with(lines.failed("anna", Lines.MALLORY, 0));
    stage.with(lines.line("chat-1", 0, "nothing of ours: peer " + Lines.MALLORY + " left"));

    for (Topic topic : Topic.values()) {
      if (topic != Topic.LOGS) {
        stage
            .records(topic)
            .forEach(
                record ->
                    assertThat(new String(record.value(), StandardCharsets.UTF_8))
                        .as(topic.toString())
                        .doesNotContain("anna", Lines.MALLORY));
      }
    }
  }

  @Test
  void theRecordsStillHaveTheirFields() {
    stage.with(lines.failed("anna", Lines.MALLORY, 0));
    LogParsed parsed =
        Wire.decode(stage.records(Topic.LOGS_PARSED).getFirst().value(), LogParsed.class);
    assertThat(parsed.field("source.ip")).startsWith("2001:db8:");
    assertThat(parsed.field("source.address")).isEqualTo(parsed.field("source.ip"));
    assertThat(parsed.field("user.name")).startsWith("user-");
    assertThat(parsed.field("event.action")).isEqualTo("login");
  }
}
