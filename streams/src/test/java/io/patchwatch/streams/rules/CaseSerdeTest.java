package io.patchwatch.streams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.Asset;
import io.patchwatch.events.RuleHit;
import io.patchwatch.events.Severity;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.streams.correlate.Entry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CaseSerdeTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final CaseSerde SERDE = new CaseSerde();

  private static RuleHit hit(String id) {
    return new RuleHit(
        "force",
        List.of("chat-1", "203.0.113.7"),
        "failed",
        id,
        NOON,
        Asset.of("chat-1"),
        "ejabberd",
        null,
        1,
        new TreeMap<>(Map.of("user.name", "älice")),
        "a line",
        "/var/log/x",
        "database-away",
        NOON);
  }

  private static Case full() {
    Case it = Case.of(hit("1"));
    assertThat(it.knows(hit("1"))).isFalse();
    it.note(hit("1"), "trace", true);
    it.entries.add(Entry.of(7, 1, "value", 2.5));
    it.key = "chat-1";
    it.vulnerabilities = List.of("CVE-2023-32315");
    it.quietMillis = 900_000;
    it.count = 5;
    it.chained = 3;
    it.told = new Case.Told(5, Severity.HIGH, "note", true);
    return it;
  }

  private static Case again(Case it) {
    return SERDE.deserializer().deserialize("", SERDE.serializer().serialize("", it));
  }

  @Test
  void aCaseIsReadAsItWasWritten() {
    assertThat(again(full())).usingRecursiveComparison().isEqualTo(full());
    Case fresh = Case.of(hit("2"));
    assertThat(again(fresh)).usingRecursiveComparison().isEqualTo(fresh);
  }

  @Test
  void whatWasTakenInIsKnownAfterwards() {
    assertThat(again(full()).knows(hit("1"))).isTrue();
    assertThat(again(full()).knows(hit("2"))).isFalse();
  }

  @Test
  void idsAreRememberedInBoundedMemory() {
    Case it = Case.of(hit("0"));
    for (int i = 0; i < 10_000; i++) {
      assertThat(it.knows(hit("id-" + i))).isFalse();
    }
    assertThat(it.ids).hasSize(Case.MAX_IDS);
  }

  @Test
  void anotherLayoutIsRefused() {
    assertThatThrownBy(() -> SERDE.deserializer().deserialize("", new byte[] {9, 9}))
        .isInstanceOf(UnreadableRecord.class);
  }
}
