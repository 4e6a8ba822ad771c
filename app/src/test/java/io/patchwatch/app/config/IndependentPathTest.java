package io.patchwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.yaml.YamlMistakes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class IndependentPathTest {

  private static final String SERVERS =
      """
      assets:
        - {id: chat, product: mattermost, url: "https://Chat.example.org"}
        - {id: other, product: mattermost, url: "https://other.example.org"}
      alerting:
      """;

  private static void check(String alerting) throws YamlMistakes {
    byte[] yaml = (SERVERS + alerting.indent(2)).getBytes(StandardCharsets.UTF_8);
    ConfigFile.parse("c.yml", yaml, name -> null, Path.of("/etc/pw"));
  }

  @Test
  void refusesAPageThatTravelsOnlyThroughTheServerThatItIsAbout() {
    assertThatThrownBy(
            () ->
                check(
                    """
                    receivers:
                      - {name: team, mattermost: {url: "https://chat.example.org/hooks/t0ken"}}
                    """))
        .hasMessageContaining("assets[0]: what is found about 'chat'")
        .hasMessageContaining("by receiver team")
        .hasMessageNotContaining("assets[1]")
        .hasMessageNotContaining("t0ken");
  }

  @Test
  void findsTheOneRouteThatDoesSo() {
    assertThatThrownBy(
            () ->
                check(
                    """
                    route:
                      receiver: pager
                      routes: [{matchers: [severity=low], receiver: team}]
                    receivers:
                      - {name: pager, webhook: {url: "https://pager.example.org"}}
                      - {name: team, mattermost: {url: "https://chat.example.org/hooks/t0ken"}}
                    """))
        .hasMessageContaining("'chat' (unpatched, low)");
  }

  @Test
  void letsASecondReceiverBeThePath() {
    assertThatCode(
            () ->
                check(
                    """
                    route:
                      receiver: pager
                      routes:
                        - {receiver: team, continue: true}
                        - {receiver: pager}
                    receivers:
                      - {name: pager, webhook: {url: "https://pager.example.org"}}
                      - {name: team, mattermost: {url: "https://chat.example.org/hooks/t0ken"}}
                    """))
        .doesNotThrowAnyException();
  }

  @Test
  void believesAReceiverThatSaysWhatItPasses() {
    String yaml =
        """
        receivers: [{name: team, through: [%s], webhook: {url: "https://gateway.example.org"}}]
        """;
    assertThatThrownBy(() -> check(yaml.formatted("other"))).hasMessageContaining("assets[1]");
    assertThatThrownBy(() -> check(yaml.formatted("chta")))
        .hasMessageContaining("'chta' is not among the assets");
  }

  @Test
  void onTheLoopbackThePortsTellServersApart() throws YamlMistakes {
    String yaml =
        """
        assets: [{id: a, product: mattermost, url: "http://127.0.0.1:8065"}]
        alerting: {receivers: [{name: team, webhook: {url: "http://127.0.0.1:9000/x"}}]}
        """;
    var loaded =
        ConfigFile.parse(
            "c.yml", yaml.getBytes(StandardCharsets.UTF_8), name -> null, Path.of("/etc/pw"));
    assertThat(loaded.config().assets()).hasSize(1);
  }
}
