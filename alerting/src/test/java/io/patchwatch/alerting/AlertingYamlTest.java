package io.patchwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The {@code alerting} part as a user writes it. */
class AlertingYamlTest {

  @TempDir private Path directory;

  private AlertingSettings read(String yaml) throws YamlMistakes {
    var tree = StrictYaml.tree("c.yml", yaml.getBytes(StandardCharsets.UTF_8));
    return StrictYaml.bind("c.yml", tree, AlertingSettings.class, name -> null, directory);
  }

  @Test
  void readsRoutesReceiversAndTimes() throws YamlMistakes, IOException {
    Files.writeString(directory.resolve("hook-secret"), "s3cret\n");
    AlertingSettings settings =
        read(
            """
            route:
              receiver: ops
              group_by: [product]
              routes:
                - {matchers: ['severity="critical"', 'region=~"eu-.*"'], receiver: night, continue: true}
                - {matchers: [owner=chat-team], receiver: screen}
            receivers:
              - {name: ops, webhook: {url: "https://hooks.example/x", secret_file: hook-secret, timeout: 3s}}
              - {name: night, webhook: {url: "https://hooks.example/y"}}
              - {name: screen, console: {}}
            group_wait: 500ms
            burst: 3
            baseline_quiet: 0s
            retry: {first: 1s, longest: 2m, give_up_after: 1d}
            """);
    assertThat(settings.mailbox().groupWait()).isEqualTo(Duration.ofMillis(500));
    assertThat(settings.mailbox().burst()).isEqualTo(3);
    assertThat(settings.retry().giveUpAfter()).isEqualTo(Duration.ofDays(1));
    assertThat(settings.receivers().get(0).webhook().secret().reveal()).isEqualTo("s3cret");
    var labels = Map.of("severity", "critical", "region", "eu-1", "owner", "chat-team");
    assertThat(new RouteTree(settings.route()).destinations(labels))
        .extracting(it -> it.receiver())
        .containsExactly("night", "screen");
  }

  @Test
  void namesEveryMistakeWithItsPlace() {
    var mistakes =
        catchThrowableOfType(
            YamlMistakes.class,
            () ->
                read(
                    """
                    receivers:
                      - {name: ops, webhook: {url: "ftp://hooks.example/t0ken"}}
                      - {name: night}
                    route: {receiver: ops, matcher: [a=b], routes: [{matchers: ['severity>1']}]}
                    """));
    assertThat(mistakes)
        .hasMessageContaining("receivers[0].webhook")
        .hasMessageContaining("must begin with https://")
        .hasMessageContaining("set exactly one of webhook, slack")
        .hasMessageContaining("matchers: cannot read 'severity>1'")
        .hasMessageContaining("route.matcher")
        .hasMessageNotContaining("t0ken");
  }
}
