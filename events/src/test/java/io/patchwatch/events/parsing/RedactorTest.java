package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1 => Password for 'SuperUser' set to 'x7Yz!' | 1 => Password for 'SuperUser' set to '***'
          GET /sync?access_token=abc123&since=1 | GET /sync?access_token=***&since=1
          {"password":"a \\"b\\" c","x":1} | {"password":"***","x":1}
          {"token": 12345, "x":1} | {"token": "***", "x":1}
          {"body":"{\\"password\\":\\"abc\\",\\"u\\":1}"} | {"body":"{\\"password\\":\\"***\\",\\"u\\":1}"}
          Authorization: Bearer abcdefghijkl.mno | Authorization: ***
          curl -H 'X-Auth-Token: abcdef' ok | curl -H 'X-Auth-Token: ***' ok
          using bearer abcdefghijkl.mno now | using bearer *** now
          jwt eyJhbGciOi.eyJzdWIi.c2ln end | jwt *** end
          token syt_YWxpY2U_abcdef_1 used | token *** used
          postgres://synapse:hunter2@db:5432/x | postgres://synapse:***@db:5432/x
          [{<<"user">>,<<"a">>},{<<"newpass">>,<<"b c">>}] | [{<<"user">>,<<"a">>},{<<"newpass">>,<<"***">>}]
          <auth xmlns='urn' mechanism='PLAIN'>AGEAYg==</auth> | <auth xmlns='urn' mechanism='PLAIN'>***</auth>
          <query><password>b c</password></query> | <query><password>***</password></query>
          media: invalid auth secret basic 'YWxpY2U6' | media: invalid auth secret basic '***'
          Set-Cookie: sid=1; token=2 | Set-Cookie: ***
          {"Cookie":["sid=abc",{"a":"]"}],"x":1} | {"Cookie":"***","x":1}
          {"body":"{\\"cookies\\":[\\"sid=a\\"],\\"u\\":1}"} | {"body":"{\\"cookies\\":***,\\"u\\":1}"}
          {"body":"{\\"password\\":\\"a\\\\\\"b\\"}"} | {"body":"{\\"password\\":\\"***\\"}"}
          {"password":{"old":"a","new":"b"},"x":1} | {"password":"***","x":1}
          {"authorization":12,"x":1} | {"authorization":"***","x":1}
          {"msg":"password=a\\u00e4b\\\\c d"} | {"msg":"password=*** d"}
          {"a":"b"} login with password="secret" | {"a":"b"} login with password="***"
          <auth password='x' n="1">AGEAYg==</auth> | <auth password='***' n="1">***</auth>
          wrong password: token: abcdef | wrong password: token: ***
          wrong password: "token": "abcdef" | wrong password: "token": "***"
          X-Auth-Token: Bearer abc | X-Auth-Token: ***
          """)
  void masks(String line, String masked) {
    assertThat(Redactor.redact(line)).isEqualTo(masked);
    assertThat(Redactor.redact(masked)).as("twice").isEqualTo(masked);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Failed password login for user @alice:example.com",
        "(tls|<0.5.0>) Failed c2s PLAIN authentication for a@b from 1.2.3.4: Invalid username or password",
        "token: nil, secret=false",
        "http://example.com:8080/path@x",
        "{\"msg\":\"Enter password:\",\"user\":\"bob\"}",
        "{\"msg\":\"Enter password:\\n\",\"user\":\"bob\"}",
        "{\"user\":\"bob password=\",\"msg\":\"Login failed\",\"n\":[1,\"x\"]}",
        "{\"user\":\"<password>\",\"msg\":\"Login failed\"}",
        "{\"user\":\"<auth>\",\"msg\":\"Login failed\"}",
        "{\"user\":\"<auth\",\"msg\":\"Login > failed\"}",
        "{\"user\":\"password='\",\"msg\":\"Login failed, isn't it\"}",
        "chat-1  | {\"user\":\"bob password=\",\"msg\":\"Login failed\"}",
        "{\"authorization\":null,\"x\":1}",
        "Compassion everywhere"
      })
  void leavesOrdinaryLinesAlone(String line) {
    assertThat(Redactor.redact(line)).isSameAs(line);
  }

  @Test
  void theNameOfAUserHidesNoFieldBehindIt() {
    String line =
        "{\"reqId\":\"x\",\"level\":2,\"time\":\"2026-11-23T15:00:00+00:00\",\"remoteAddr\":\"203.0.113.7\","
            + "\"app\":\"core\",\"method\":\"POST\",\"url\":\"/login\","
            + "\"message\":\"Login failed: 'bob password=' (Remote IP: '203.0.113.7')\",\"userAgent\":\"password=\"}";

    assertThat(RecordedLogs.of("nextcloud").parse(line).field("event.action")).isNotNull();
  }

  @Test
  void keepsASecretOutOfTheParsedRecord() {
    String line =
        "{\"reqId\":\"x\",\"level\":1,\"app\":\"core\",\"message\":\"reset\",\"url\":\"/r?token=abcdef\","
            + "\"userAgent\":\"Bearer abcdefghijklmnop\"}";

    assertThat(RecordedLogs.of("nextcloud").parse(line).fields().toString())
        .doesNotContain("abcdef");
  }
}
