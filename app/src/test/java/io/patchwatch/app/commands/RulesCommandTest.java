package io.patchwatch.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.app.Main;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RulesCommandTest {

  private static final String EJABBERD =
      "2026-11-23 15:0%d:00.000000+00:00 [warning] <0.5.0>@ejabberd_c2s:process_auth_result/3:280"
          + " (tls|<0.5.0>) Failed c2s PLAIN authentication for alice@example.org from"
          + " 203.0.113.7: Invalid username or password\n";

  private static final String GOOD =
      """
      title: Somebody fails at the choir
      id: 0d0b6d3e-30a5-4b77-8b1c-0f2b0a8f5a11
      name: choir-failed
      status: test
      description: A login of the choir's account failed. Ask the choir.
      logsource: {category: chat}
      detection:
        failed: {event.action: login, event.outcome: failure, user.name|startswith: choir@}
        condition: failed
      level: high
      patchwatch: {quiet: 1h}
      """;

  @TempDir private Path directory;

  private record Answer(int code, String out, String err) {}

  private static Answer run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    return new Answer(line.execute(arguments), out.toString(), err.toString());
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  @Test
  void listsRulesWithTheSeverestFirst() {
    Answer answer = run("rules", "list");

    assertThat(answer.code()).isZero();
    assertThat(answer.out()).contains("login-brute-force", "event_count >= 5 in 10m");
    assertThat(answer.out().indexOf("login-success-after-failures"))
        .isLessThan(answer.out().indexOf("address-blocked"));
    assertThat(answer.out()).doesNotContain("failed-login-from-address");
  }

  @Test
  void saysWhichRulesAProductsLogCannotShow() throws IOException {
    Answer answer = run("rules", "list", "--product", "mattermost", "--json");

    JsonNode rules = Wire.json().readTree(answer.out());
    assertThat(view(rules, "login-brute-force")).isEqualTo("hidden");
    assertThat(view(rules, "crash-loop")).isEqualTo("seen");
    assertThat(view(rules, "log-dropping")).isEqualTo("never");
    assertThat(run("rules", "list", "--product", "mattermost").out())
        .contains("not visible: failed-login", "to see it: set LogSettings.FileLevel to DEBUG");
  }

  private static String view(JsonNode rules, String name) {
    for (JsonNode rule : rules) {
      if (rule.path("name").asText().equals(name)) {
        return rule.path("visible").asText();
      }
    }
    return "no such rule";
  }

  @Test
  void findsEveryMistakeOfAFileAtOnce() throws IOException {
    Path file =
        write(
            "bad.yml",
            GOOD.replace("user.name|startswith", "user.nam|startswith")
                .replace("{quiet: 1h}", "{quite: 1h, explained_by: [database-unavailabel]}"));

    Answer answer = run("rules", "check", file.toString());

    assertThat(answer.code()).isEqualTo(65);
    assertThat(answer.out())
        .contains("user.nam: no parser fills this field", "did you mean")
        .contains("patchwatch.quite: is not known here")
        .contains("there is no rule 'database-unavailabel'")
        .contains("3 mistakes");
  }

  @Test
  void takesPlaceholdersFromTheConfiguration() throws IOException {
    String rule = GOOD.replace("user.name|startswith: choir@", "user.name|expand: '%singers%'");
    String file = write("choir.yml", rule).toString();
    String log = write("log", EJABBERD.formatted(1)).toString();
    String config =
        write("patchwatch.yml", "detection: {rules: {placeholders: {singers: ['alice@*']}}}\n")
            .toString();

    assertThat(run("rules", "check", file).out()).contains("singers");
    assertThat(run("rules", "check", "-c", config, file).out()).contains("no mistake");
    String[] backtest = {
      "rules", "backtest", "--json", "--product", "ejabberd", "--file", log, "-c", config, file
    };
    assertThat(run(backtest).out()).contains("choir-failed");
    assertThat(run("rules", "check", "-c", config + ".no", file).code()).isEqualTo(78);
  }

  @Test
  void findsNoMistakeInAGoodFile() throws IOException {
    Answer answer = run("rules", "check", write("good.yml", GOOD).toString());

    assertThat(answer.out()).contains("no mistake");
    assertThat(answer.code()).isZero();
  }

  @Test
  void playsTheSamplesBesideARule() throws IOException {
    Path file = write("choir-failed.yml", GOOD);
    write(
        "choir-failed.samples.yml",
        """
        schema: 1
        samples:
          - name: the choir fails
            fires: 1
            steps:
              - product: ejabberd
                lines: |
                  {{time yyyy-MM-dd HH:mm:ss.SSSSSS}}+00:00 [warning] <0.5.0>@ejabberd_c2s:process_auth_result/3:280 (tls|<0.5.0>) Failed c2s PLAIN authentication for choir@example.org from 203.0.113.7: Invalid username or password
          - name: alice fails
            fires: 1
            steps:
              - product: ejabberd
                lines: |
                  {{time yyyy-MM-dd HH:mm:ss.SSSSSS}}+00:00 [warning] <0.5.0>@ejabberd_c2s:process_auth_result/3:280 (tls|<0.5.0>) Failed c2s PLAIN authentication for alice@example.org from 203.0.113.7: Invalid username or password
        """);

    Answer answer = run("rules", "test", file.toString());

    assertThat(answer.code()).isEqualTo(1);
    assertThat(answer.out())
        .contains("✓ the choir fails", "✗ alice fails: fires 0 times, not 1", "1 samples as they");
  }

  @Test
  void explainsPartByPartWhyALineDoesNotMatch() throws IOException {
    Path file = write("choir-failed.yml", GOOD);

    Answer answer =
        run(
            "rules",
            "explain",
            "choir-failed",
            "--rules",
            file.toString(),
            "--product",
            "ejabberd",
            "--line",
            EJABBERD.formatted(1).strip());

    assertThat(answer.out())
        .contains("ejabberd writes such lines as it comes")
        .contains("✓ event.action is \"login\"")
        .contains("✗ user.name")
        .contains("is: alice@example.org");
  }

  @Test
  void explainsACorrelationWithItsRulesAndItsGroup() {
    Answer answer =
        run(
            "rules",
            "explain",
            "login-brute-force",
            "--product",
            "ejabberd",
            "--line",
            EJABBERD.formatted(1).strip());

    assertThat(answer.out())
        .contains("event_count >= 5 in 10m by service.name, source.ip")
        .contains("grouped by source.ip = 203.0.113.7")
        .contains("failed-login-from-address");
  }

  @Test
  void saysHowOftenARuleWouldHavePaged() throws IOException {
    StringBuilder log = new StringBuilder();
    for (int minute = 0; minute < 6; minute++) {
      log.append(EJABBERD.formatted(minute));
    }
    Path file = write("ejabberd.log", log.toString());
    String[] arguments = {
      "rules", "backtest", "--file", file.toString(), "--product", "ejabberd", "--server", "chat-7"
    };

    Answer text = run(arguments);
    String[] asJson = Arrays.copyOf(arguments, arguments.length + 1);
    asJson[arguments.length] = "--json";
    JsonNode json = Wire.json().readTree(run(asJson).out());

    assertThat(text.out())
        .contains("6 records")
        .contains("login-brute-force")
        .contains("would have paged once")
        .contains("on chat-7 1");
    assertThat(json.at("/rules/0/name").asText()).isEqualTo("login-brute-force");
    assertThat(json.at("/rules/0/pages").asInt()).isEqualTo(1);
    assertThat(json.at("/rules/0/days/2026-11-23").asInt()).isEqualTo(1);
  }
}
