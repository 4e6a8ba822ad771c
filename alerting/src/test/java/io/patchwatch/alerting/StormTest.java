package io.patchwatch.alerting;

import static io.patchwatch.alerting.Findings.unpatched;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Ten thousand findings within a minute, each an incident of its own, or all of them one. */
class StormTest {

  private static final int FINDINGS = 10_000;
  private static final int STEPS = 600;
  private static final Duration STEP = Duration.ofMillis(100);

  @Test
  void tenThousandIncidentsBecomeABoundedNumberOfMessages() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      List<Delivery> sent = storm(oncall, true);
      assertThat(sent).hasSizeLessThanOrEqualTo(2 * 6);
      assertThat(sent.get(0).title()).contains("critical");
      oncall.passInSteps(Duration.ofSeconds(10), 13);
      sent.addAll(oncall.deliveries());
      assertThat(sent).hasSizeLessThanOrEqualTo(4 * 6);
      assertThat(told(sent)).isEqualTo(FINDINGS);
      assertThat(sent).allSatisfy(it -> assertThat(Wire.encode(it)).hasSizeLessThan(512 * 1024));
    }
  }

  @Test
  void tenThousandFindingsOfOneIncidentBecomeOnePageAndFewStates() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      assertThat(storm(oncall, false)).hasSize(1);
      assertThat(oncall.incidents().size()).isLessThan(100);
      oncall.passInSteps(Duration.ofMinutes(1), 6);
      Delivery update = oncall.deliveries().get(0);
      assertThat(update.incidents().get(0).open()).isEqualTo(FINDINGS);
      assertThat(update.incidents().get(0).members()).hasSize(50);
    }
  }

  private static List<Delivery> storm(OnCallDriver oncall, boolean manyIncidents) {
    List<Delivery> sent = new ArrayList<>();
    for (int i = 0; i < FINDINGS; i++) {
      oncall.tell(finding(i, manyIncidents));
      if (i % (FINDINGS / STEPS) == 0) {
        oncall.advance(STEP);
        sent.addAll(oncall.deliveries());
      }
    }
    return sent;
  }

  private static Finding finding(int i, boolean manyIncidents) {
    Severity severity = i % 10 == 0 ? Severity.CRITICAL : Severity.LOW;
    return unpatched("chat-" + i, manyIncidents ? "CVE-" + i : "CVE-1", severity);
  }

  private static long told(List<Delivery> sent) {
    return sent.stream().mapToLong(it -> it.incidents().size() + it.more()).sum();
  }
}
