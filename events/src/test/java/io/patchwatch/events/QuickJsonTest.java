package io.patchwatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.patchwatch.events.LogObserved.LogOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickJsonTest {

  private static final Instant TIME = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final Asset ASSET =
      Asset.of("chat-1", "staging", "team \"q\"", Map.of("a", "ü\n", "b", "\u2028"));

  private final QuickJson quick = new QuickJson(Wire.json().getFactory());

  private static byte[] mapped(Object value) throws JsonProcessingException {
    String json = new String(Wire.json().writeValueAsBytes(value), StandardCharsets.UTF_8);
    return ("{\"schema\":1," + json.substring(1)).getBytes(StandardCharsets.UTF_8);
  }

  private static LogParsed parsed(@Nullable String parser, @Nullable Long offset) {
    TreeMap<String, Object> fields = new TreeMap<>();
    fields.put("message", "tab\t quote\" \u0000 \ud83d\ude00 end");
    fields.put("source.port", 5222L);
    fields.put("labels.small", 7);
    fields.put("labels.yes", true);
    fields.put("labels.half", 0.5);
    LogOrigin origin = new LogOrigin("file", "/var/log/x", offset, ZoneId.of("Europe/Berlin"));
    return new LogParsed("id-1", TIME, ASSET, "ejabberd", parser, origin, fields);
  }

  private static LogObserved observed(LogOrigin origin, Asset asset) {
    return new LogObserved(
        "id-1", TIME, "file-tail", asset, "prosody", origin, "Über\u2028 \\ \u0001", true);
  }

  @Test
  void writesWhatTheMapperWrites() throws Exception {
    for (LogParsed it : new LogParsed[] {parsed("file", 7L), parsed(null, null)}) {
      assertThat(quick.write(it))
          .asString(StandardCharsets.UTF_8)
          .isEqualTo(new String(mapped(it), StandardCharsets.UTF_8));
    }
  }

  @Test
  void readsWhatTheMapperReads() throws Exception {
    LogOrigin full = new LogOrigin("file", "/a", 0L, ZoneId.of("Asia/Tokyo"));
    LogOrigin bare = new LogOrigin("syslog", "10.0.0.1", null);
    for (LogObserved it :
        new LogObserved[] {observed(full, ASSET), observed(bare, Asset.of("chat-2"))}) {
      assertThat(quick.read(mapped(it))).isEqualTo(it);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"newer\":{\"a\":[1]},",
        "\"id\":7,",
        "\"asset\":\"chat-1\",",
        "\"origin\":{\"kind\":\"file\",\"path\":\"/x\",\"inode\":1},"
      })
  void leavesEveryOtherShapeToTheMapper(String odd) throws Exception {
    String json =
        new String(
            mapped(observed(new LogOrigin("file", "/a", 1L), ASSET)), StandardCharsets.UTF_8);
    byte[] changed =
        json.replace("\"type\":\"log-observed\",", "\"type\":\"log-observed\"," + odd)
            .getBytes(StandardCharsets.UTF_8);
    assertThat(quick.read(changed)).isNull();
  }

  @Test
  void readsTimesOfOtherShapesByTheMapper() throws Exception {
    LogObserved it = observed(new LogOrigin("file", "/a", 1L), ASSET);
    byte[] other =
        new String(mapped(it), StandardCharsets.UTF_8)
            .replace("12:00:00.123456Z", "13:00:00.123456+01:00")
            .getBytes(StandardCharsets.UTF_8);
    assertThat(quick.read(other)).isNull();
    assertThat(Wire.decode(other, LogObserved.class)).isEqualTo(it);
  }

  @Test
  void takesNothingThatIsCutOrGoesOn() throws Exception {
    byte[] whole = mapped(observed(new LogOrigin("file", "/a", 1L), ASSET));
    for (int end = 0; end < whole.length; end++) {
      assertThat(quick.read(Arrays.copyOf(whole, end))).isNull();
    }
    byte[] more =
        (new String(whole, StandardCharsets.UTF_8) + "{}").getBytes(StandardCharsets.UTF_8);
    assertThat(quick.read(more)).isNull();
    assertThatThrownBy(() -> Wire.decode(more, LogObserved.class))
        .isInstanceOf(UnreadableRecord.class);
  }
}
