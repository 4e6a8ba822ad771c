package io.patchwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.patchwatch.alerting.AlertingSettings;
import io.patchwatch.events.yaml.YamlMistakes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigFileTest {

  private static final Path EXAMPLE = Path.of("..", "patchwatch.example.yml");
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "ROCKETCHAT_USER",
          "u",
          "ROCKETCHAT_TOKEN",
          "t0ken",
          "PAGER_SECRET",
          "s3cret",
          "XMPP_PASSWORD",
          "xmppsecret",
          "IRC_OPER_PASSWORD",
          "ircsecret");

  private static ConfigFile.Loaded parse(String yaml) throws YamlMistakes {
    return ConfigFile.parse(
        "test.yml", yaml.getBytes(StandardCharsets.UTF_8), ENVIRONMENT::get, Path.of("/etc/pw"));
  }

  @Test
  void theExampleFileIsRightAndSaysTheDefaults() throws YamlMistakes {
    Config example = ConfigFile.load(EXAMPLE, ENVIRONMENT::get).config();
    Config defaults = parse("").config();
    assertThat(example.assets()).hasSize(8);
    assertThat(example.kafka()).isEqualTo(defaults.kafka());
    assertThat(example.elasticsearch()).isEqualTo(defaults.elasticsearch());
    assertThat(example.server()).isEqualTo(defaults.server());
    assertThat(example.advisories()).isEqualTo(defaults.advisories());
    assertThat(example.probes()).isEqualTo(defaults.probes());
    assertThat(example.kubernetes()).isEqualTo(defaults.kubernetes());
    assertThat(example.inventories()).isEqualTo(defaults.inventories());
    assertThat(example.push()).isEqualTo(defaults.push());
    assertThat(example.privacy()).isEqualTo(defaults.privacy());
    assertThat(example.detection()).isEqualTo(defaults.detection());
    assertThat(example.streams()).isEqualTo(defaults.streams());
    assertThat(example.alerting().mailbox()).isEqualTo(defaults.alerting().mailbox());
    assertThat(example.alerting().rules().repeatInterval())
        .isEqualTo(defaults.alerting().rules().repeatInterval());
    assertThat(example.alerting().rules().acknowledgeTimeout())
        .isEqualTo(defaults.alerting().rules().acknowledgeTimeout());
    assertThat(example.alerting().rules().closedByHand())
        .isEqualTo(defaults.alerting().rules().closedByHand());
  }

  @Test
  void settingsThatRulesReplacedAreRefusedWithTheRemedy() {
    assertThatThrownBy(() -> parse("detection: {brute_force: {failures: 3}}"))
        .hasMessageContaining("detection.brute_force was replaced by rules")
        .hasMessageContaining("detection.rules.disabled");
  }

  @Test
  void noSecretOfTheExampleShowsWhenItIsPrinted() throws YamlMistakes {
    assertThat(ConfigFile.load(EXAMPLE, ENVIRONMENT::get).config().toString())
        .doesNotContain("s3cret", "t0ken", "xmppsecret", "ircsecret");
  }

  @Test
  void aWayToAskWithoutItsAddressIsNamed() {
    YamlMistakes mistakes =
        catchThrowableOfType(
            YamlMistakes.class,
            () ->
                parse(
                    """
                    assets:
                      - {id: a, product: prosody, xmpp: {jid: a@b, pasword: x}}
                      - {id: b, product: mumble, mumble: {port: 64738}}
                    """));
    assertThat(mistakes)
        .hasMessageContaining("assets[0].xmpp")
        .hasMessageContaining("did you mean 'password'")
        .hasMessageContaining("assets[1].mumble: host is missing");
  }

  @Test
  void anEmptyFileIsTheDefaults() throws YamlMistakes {
    Config config = parse("").config();
    assertThat(config.kafka().mode()).isEqualTo(KafkaConfig.Mode.EMBEDDED);
    assertThat(config.probes().interval()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.dataDir()).isEqualTo(Path.of("/etc/pw/data"));
  }

  @Test
  void fiveMistakesAreFiveMessagesEachWithPathAndRemedy() {
    YamlMistakes mistakes =
        catchThrowableOfType(
            YamlMistakes.class,
            () ->
                parse(
                    """
                    kafka: {mode: external}
                    probes: {interval: 5 minutes}
                    asets: []
                    assets:
                      - {id: a, product: openfir, url: "http://10.0.0.5:9090"}
                      - {id: a, product: openfire}
                    """));
    assertThat(mistakes)
        .hasMessageContaining("kafka: bootstrap_servers is missing")
        .hasMessageContaining("probes.interval: '5 minutes' is not a duration")
        .hasMessageContaining("asets: is not known here; did you mean 'assets'?")
        .hasMessageContaining("assets[0].product: 'openfir' is not in the catalogue")
        .hasMessageContaining("did you mean 'openfire'?")
        .hasMessageContaining("assets[1].id: 'a' is used twice")
        .hasMessageContaining("assets[1]: nothing to watch");
  }

  @Test
  void offNeedsNoQuotes() throws YamlMistakes {
    assertThat(parse("elasticsearch: {mode: off}").config().elasticsearch().mode())
        .isEqualTo(ElasticsearchConfig.Mode.OFF);
  }

  @Test
  void mistakesInInventoriesAndPushTokensAreNamed() {
    YamlMistakes mistakes =
        catchThrowableOfType(
            YamlMistakes.class,
            () ->
                parse(
                    """
                    assets:
                      - {id: a, product: openfire, reported: true}
                    inventories:
                      - {path: x, asset: b}
                      - {path: x, format: dpgk}
                      - {format: dpkg}
                      - {path: x, asset: a, unknown_hosts: add}
                      - {path: x, interval: 1ms}
                    push:
                      tokens: [{name: deploy, token: short}]
                    """));
    assertThat(mistakes)
        .hasMessageContaining("inventories[0].asset: 'b' is not among the assets")
        .hasMessageContaining("inventories[1]: format 'dpgk' is not one of auto, ansible")
        .hasMessageContaining("inventories[2]: path is missing")
        .hasMessageContaining("inventories[3]: asset and unknown_hosts: add exclude each other")
        .hasMessageContaining("inventories[4]: interval")
        .hasMessageContaining("push.tokens[0]: token is missing or shorter than 16")
        .message()
        .doesNotContain("'short'");
  }

  @Test
  void everyWayToTellSomebodyIsRead() throws YamlMistakes {
    var receivers =
        parse(
                """
                alerting:
                  receivers:
                    - {name: a, slack: {url: "https://slack.example/t0ken"}}
                    - {name: b, mattermost: {url: "https://mm.example/t0ken", channel: night}}
                    - {name: c, rocketchat: {url: "https://rc.example/t0ken"}}
                    - {name: d, dingtalk: {url: "https://dt.example/?access_token=t0ken", secret: s3cret}}
                    - {name: e, wecom: {url: "https://wc.example/?key=t0ken"}}
                    - {name: f, feishu: {url: "https://fs.example/t0ken", secret: s3cret}}
                    - {name: g, matrix: {url: "https://m.example", room: "!r:m.example", token: s3cret}}
                    - {name: h, pagerduty: {routing_key: s3cret}}
                    - name: i
                      email: {host: mail.example, username: u, password: s3cret, from: a@b.example, to: [c@d.example]}
                    - name: j
                      sms: {url: "https://sms.example", to: "+1", fields: {t: "{text}", key: s3cret}, format: json}
                      words: {language: zh, time_zone: Asia/Shanghai}
                """)
            .config()
            .alerting()
            .receivers();
    assertThat(receivers).hasSize(10).allSatisfy(it -> assertThat(it.way().targets()).hasSize(1));
    assertThat(receivers.toString()).doesNotContain("s3cret", "t0ken");
  }

  @Test
  void whatComesBySyslogNeedsNoMoreThanAProgram() throws YamlMistakes {
    Config config =
        parse(
                """
                assets: [{id: a, product: prosody, programs: [chat], zone: Europe/Berlin}]
                syslog:
                  listeners:
                    - {transport: udp}
                    - {transport: tcp, bind: 0.0.0.0}
                    - {transport: tls, tls: {keystore: s.p12, password: s3cret, client_ca: ca.pem}}
                """)
            .config();
    assertThat(config.assets().getFirst().programNames()).containsExactly("chat");
    assertThat(config.syslog().listeners())
        .extracting(SyslogConfig.Listener::portOrDefault)
        .containsExactly(514, 601, 6514);
    assertThat(config.syslog().toString()).contains("ca.pem").doesNotContain("s3cret");
  }

  @Test
  void mistakesInListenersAreNamed() {
    assertThat(
            catchThrowableOfType(
                YamlMistakes.class,
                () ->
                    parse(
                        """
                        syslog:
                          listeners:
                            - {transport: tls}
                            - {transport: tcp, tls: {keystore: s.p12, password: s3cret}}
                            - {transport: tcp, port: 70000}
                            - {port: 514}
                            - {transport: tls, tls: {keystore: s.p12}}
                            - {transport: relp}
                        """)))
        .hasMessageContaining("listeners[0]: transport tls needs tls: {keystore, password}")
        .hasMessageContaining("listeners[1]: tls is given, but the transport is another")
        .hasMessageContaining("listeners[2]: port is 70000")
        .hasMessageContaining("listeners[3]: transport is missing")
        .hasMessageContaining("listeners[4].tls: keystore and password are needed")
        .hasMessageContaining("listeners[5].transport");
  }

  @Test
  void aTemplateDirectoryThatIsNotThereIsNamed() {
    assertThat(
            catchThrowableOfType(
                YamlMistakes.class,
                () ->
                    parse(
                        "alerting: {receivers: [{name: a, console: {}, words: {templates: no}}]}")))
        .hasMessageContaining("alerting.receivers[a].words: templates: ")
        .hasMessageContaining("is not a directory");
  }

  @Test
  void aReceiverThatIsNotDefinedIsNamed() {
    YamlMistakes mistakes =
        catchThrowableOfType(
            YamlMistakes.class,
            () ->
                parse(
                    "alerting: {route: {receiver: nobody}, receivers: [{name: ops, console: {}}]}"));
    assertThat(mistakes).hasMessageContaining("nobody").hasMessageContaining("ops");
  }

  @Test
  void readsHowPeopleAreWoken() throws YamlMistakes {
    AlertingSettings alerting =
        parse(
                """
                alerting:
                  receivers: [{name: first, console: {}}, {name: second, console: {}}]
                  route: {receiver: first, escalation: night, repeat_interval: 2h, group_wait: 30s, group_interval: 1m}
                  escalations: [{name: night, steps: [{after: 5m, receivers: [second]}]}]
                  inhibit_rules:
                    - {source_matchers: [severity=critical], target_matchers: [severity=low], equal: [asset]}
                  repeat_interval: 4h
                  acknowledge_timeout: 8h
                  closed_by_hand: 30m
                """)
            .config()
            .alerting();
    assertThat(alerting.route().terms().repeatInterval()).isEqualTo(Duration.ofHours(2));
    assertThat(alerting.rules().escalations().get("night").steps()).hasSize(1);
    assertThat(alerting.rules().inhibitRules()).hasSize(1);
    assertThat(alerting.rules().repeatInterval()).isEqualTo(Duration.ofHours(4));
    assertThat(alerting.rules().acknowledgeTimeout()).isEqualTo(Duration.ofHours(8));
    assertThat(alerting.rules().closedByHand()).isEqualTo(Duration.ofMinutes(30));
  }

  @Test
  void whoIsToldNextButNotDefinedIsNamed() {
    YamlMistakes mistakes =
        catchThrowableOfType(
            YamlMistakes.class,
            () ->
                parse(
                    """
                    alerting:
                      receivers: [{name: first, console: {}}]
                      route: {receiver: first, escalation: day}
                      escalations: [{name: night, steps: [{after: 5m, receivers: [nobody]}]}]
                    """));
    assertThat(mistakes)
        .hasMessageContaining("escalation 'day' is not defined")
        .hasMessageContaining("alerting.escalations[night]: receiver 'nobody' is not defined");
  }

  @Test
  void readsWhoIsOnCallWhen() throws YamlMistakes {
    AlertingSettings alerting =
        parse(
                """
                alerting:
                  receivers: [{name: anna-pager, console: {}}, {name: bert-pager, console: {}}]
                  people: [{name: anna, receivers: [anna-pager]}, {name: bert, receivers: [bert-pager]}]
                  schedules:
                    - name: night
                      time_zone: Europe/Berlin
                      layers: [{people: [anna, bert], every: 7d, hand_over: 2026-01-05T09:00}]
                      overrides: [{person: bert, from: 2026-01-06T00:00:00Z, until: 2026-01-07T00:00:00Z}]
                  time_intervals:
                    - name: weekend
                      time_intervals: [{weekdays: ['saturday:sunday'], location: Europe/Berlin}]
                  route: {receiver: night, routes: [{matchers: [severity=low], mute_time_intervals: [weekend]}]}
                """)
            .config()
            .alerting();
    var onCall = alerting.rules().onCall();
    assertThat(onCall.receivers("night", Instant.parse("2026-01-05T12:00:00Z")))
        .containsExactly("anna-pager");
    assertThat(onCall.receivers("night", Instant.parse("2026-01-06T12:00:00Z")))
        .containsExactly("bert-pager");
    assertThat(alerting.rules().mutes().active("weekend", Instant.parse("2026-01-10T12:00:00Z")))
        .isTrue();
  }
}
