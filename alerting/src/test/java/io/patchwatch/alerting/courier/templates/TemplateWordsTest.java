package io.patchwatch.alerting.courier.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Delivery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplateWordsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @TempDir private Path directory;

  private static Words in(Language language) {
    return new WordsSettings(language, SHANGHAI, null).open();
  }

  private Words own(String name, String template) throws IOException {
    Files.writeString(directory.resolve(name), template);
    return new WordsSettings(Language.EN, SHANGHAI, directory).open();
  }

  @Test
  void tellsInChineseWithEvidenceRemedyAndLocalTime() {
    var text = in(Language.ZH).of(Samples.opened());
    assertThat(text.title()).isEqualTo("[新告警 严重] CVE-2023-32315 影响 openfire：1 台服务器（chat-eu-1 ）");
    assertThat(text.body())
        .contains("请安装：4.7.5 或更高版本", "GHSA-gw42-f939-fhvm", "http://chat-eu-1:9090/login.jsp")
        .contains("发现时间：2026-11-23 20:00:00 Asia/Shanghai");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aResolvedMessageHasNoWordOfTheAlarm(Language language) {
    var text = in(language).of(Samples.resolved());
    assertThat(text.whole())
        .containsAnyOf("[已恢复]", "[RESOLVED]")
        .contains("2026-11-23 20:00:00 Asia/Shanghai")
        .doesNotContain("严重", "新告警", "OPENED", "critical", "请安装", "Install");
  }

  @Test
  void aDigestSaysHowManyItDoesNotList() {
    assertThat(in(Language.ZH).of(Samples.digest()).whole())
        .startsWith("[汇总 严重] 共 8 个事件")
        .contains("已恢复：CVE-2023-32315 on openfire: closed", "另有 6 个未列出");
    assertThat(in(Language.EN).of(Samples.digest()).whole()).contains("and 6 more");
  }

  @Test
  void aDigestOfClosedIncidentsIsNoAlarm() {
    Delivery closed =
        new Delivery(
            "d",
            "ops",
            "ops",
            Delivery.Kind.DIGEST,
            Samples.opened().createdAt(),
            "[RESOLVED] 1",
            List.of(Samples.incident(true)),
            0);
    assertThat(in(Language.ZH).of(closed).title()).isEqualTo("[已恢复] 1 个事件已关闭");
  }

  @Test
  void aTemplateOfTheUserReplacesTheBuiltInOne() throws IOException {
    Words words =
        own("opened.mustache", "!! {{vulnerability}} ({{severity}})\n\ngo: {{install}}\n");
    assertThat(words.of(Samples.opened()).whole())
        .isEqualTo("!! CVE-2023-32315 (critical)\ngo: 4.7.5");
    assertThat(words.of(Samples.resolved()).title()).startsWith("[RESOLVED]");
  }

  @Test
  void aTemplateCanCallNothing() throws IOException {
    Words words =
        own("opened.mustache", "x{{title.class.name}}{{members.class}}{{install.length}}");
    assertThat(words.of(Samples.opened()).title()).isEqualTo("x");
  }

  @Test
  void textFromOutsideIsNoTemplate() throws IOException {
    Words words = own("opened.mustache", "{{headline}}");
    assertThat(words.of(Samples.titled("{{install}}")).title()).isEqualTo("{{install}}");
  }

  @Test
  void namesTheTemplateThatCannotBeUsed() {
    assertThatThrownBy(() -> own("digest.mustache", "{{#open}} never closed"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("digest.mustache");
    assertThatThrownBy(() -> new WordsSettings(null, null, directory.resolve("no")).open())
        .hasMessageContaining("is not a directory");
  }
}
