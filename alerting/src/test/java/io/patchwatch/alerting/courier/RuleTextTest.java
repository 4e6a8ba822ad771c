package io.patchwatch.alerting.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.alerting.courier.templates.Language;
import io.patchwatch.alerting.courier.templates.WordsSettings;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Exposure;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextTest {

  private static final Evidence LOG = new Evidence("log", "/var/log/openfire.log", null);

  private static Attacked attacked() {
    return new Attacked(
        "openfire",
        "console-bypass",
        "Bypass of the console's login",
        "203.0.113.7",
        "admin",
        3,
        SampleRecords.NOON,
        SampleRecords.NOON.plusSeconds(60),
        List.of("GET /setup/\u001b[31mlog.jsp"),
        LOG,
        List.of("chat-1", "chat-2"),
        null,
        null,
        null,
        "Install the fixed release.",
        List.of("https://example.org/advisory"));
  }

  @Test
  void thePageOfAnAttackSaysWhatWhereFromWhereHowManyAndWhatToDo() {
    assertThat(text(attacked()))
        .contains("Bypass of the console's login from 203.0.113.7 on 2 servers (3 events)")
        .contains("3 log records from 2026-11-23T12:00:00Z to 2026-11-23T12:01:00Z")
        .contains("From: 203.0.113.7")
        .contains("Account: admin")
        .contains("Servers: chat-1, chat-2")
        .contains("Log: GET /setup/ [31mlog.jsp")
        .contains("Evidence: log /var/log/openfire.log")
        .contains("Rule: console-bypass")
        .contains("What to do: Install the fixed release.")
        .contains("Read: https://example.org/advisory");
  }

  @ParameterizedTest
  @CsvSource({
    "VULNERABLE, This server has CVE-1: 4.7.4 has it",
    "NOT_AFFECTED, This server does not have CVE-1: 4.7.4 has it",
    "UNKNOWN, Not known whether this server has CVE-1: 4.7.4 has it"
  })
  void saysWhetherTheServerHasWhatIsAttacked(Exposure exposure, String line) {
    assertThat(text(attacked().exposed("CVE-1", exposure, "4.7.4 has it"))).contains(line);
  }

  @Test
  void aMalfunctionSaysWhatFailsAndWhatElseExplainsIt() {
    Malfunction lost =
        new Malfunction(
            "synapse",
            "database-lost",
            "The database is lost",
            "room-1",
            1,
            SampleRecords.NOON,
            SampleRecords.NOON,
            List.of("could not connect"),
            LOG,
            List.of(),
            "explained by restart",
            "Look at the database.",
            List.of());
    assertThat(text(lost))
        .contains("The database is lost (room-1), explained by restart (1 event)")
        .contains("1 log record at 2026-11-23T12:00:00Z")
        .contains("About: room-1")
        .contains("Note: explained by restart")
        .contains("What to do: Look at the database.");
  }

  @Test
  void theSameInChinese() {
    Attacked exploited = attacked().exposed("CVE-1", Exposure.VULNERABLE, "4.7.4 has it");
    Words chinese = new WordsSettings(Language.ZH, null, null).open();

    assertThat(chinese.of(delivery(exploited)).whole())
        .contains("日志记录：3 条")
        .contains("来源地址：203.0.113.7")
        .contains("漏洞 CVE-1：本服务器存在该漏洞")
        .contains("日志：GET /setup/ [31mlog.jsp")
        .contains("规则：console-bypass")
        .contains("处置建议：Install the fixed release.");
  }

  private static String text(Conclusion conclusion) {
    return MessageText.of(delivery(conclusion));
  }

  private static Delivery delivery(Conclusion conclusion) {
    Finding finding =
        new Finding(
            "f-1",
            1,
            Finding.Transition.OPENED,
            SampleRecords.NOON,
            SampleRecords.NOON,
            null,
            Asset.of("chat-1"),
            Severity.HIGH,
            conclusion);
    Incident incident = SampleRecords.incident(finding, 1);
    return new Delivery(
        "d-1",
        incident.id(),
        "ops",
        Delivery.Kind.OPENED,
        SampleRecords.NOON,
        incident.title(),
        List.of(incident),
        0);
  }
}
