package io.patchwatch.ingest.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.shipping.syslog.SyslogMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentitiesTest {

  private static List<String> ids(String... frames) {
    Identities identities = new Identities();
    return List.of(frames).stream().map(SyslogMessage::of).map(identities::of).toList();
  }

  @Test
  void whatHasAPreciseTimeIsTheSameAfterAReconnect() {
    String[] frames = {
      "<13>1 2026-11-23T12:00:00.000001Z h p - - - m",
      "<13>1 2026-11-23T12:00:00.000002Z h p - - - m",
      "<13>1 2026-11-23T12:00:00.000001Z h p - - - m",
      "<13>1 2026-11-23T12:00:00.000001Z h2 p - - - m",
      "<13>1 2026-11-23T12:00:00.000001Z h p2 - - - m",
      "<13>1 2026-11-23T12:00:00.000001Z h p - - - m2"
    };
    assertThat(ids(frames)).doesNotHaveDuplicates().isEqualTo(ids(frames));
  }

  @Test
  void whatHasNoneIsNeverTakenForAnother() {
    String[] frames = {"<13>Feb  5 17:32:18 h p: m", "<13>Feb  5 17:32:18 h p: m", "m", "m"};
    assertThat(ids(frames)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(ids(frames));
  }
}
