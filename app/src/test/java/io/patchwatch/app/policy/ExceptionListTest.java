package io.patchwatch.app.policy;

import static io.patchwatch.app.policy.Known.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.app.policy.ExceptionList.Row;
import io.patchwatch.app.policy.ExceptionList.State;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionListTest {

  private static final Duration WEEK = Duration.ofDays(7);
  private static final Instant BEFORE = NOON.minus(Duration.ofDays(30));

  private static ExceptionList list(List<Finding> findings, ExceptionCommand... commands) {
    return ExceptionList.of(List.of(commands), findings, WEEK, NOON);
  }

  @Test
  void tellsOwnerEndAndHowManyFindingsEachCloses() {
    Finding covered =
        Known.resolved(
            "chat",
            BEFORE,
            NOON,
            Reason.RISK_ACCEPTED,
            "risk accepted by ops@example.org until …: … (exception no-console)");
    Finding other = Known.open("other", BEFORE);
    Row row =
        list(
                List.of(covered, other),
                Known.accepted("no-console", BEFORE, NOON.plus(Duration.ofDays(30))))
            .rows()
            .getFirst();
    assertThat(row.owner()).isEqualTo("ops@example.org");
    assertThat(row.covers()).isEqualTo(1);
    assertThat(row.scope()).isEqualTo("CVE-2023-32315 on openfire");
    assertThat(row.state()).isEqualTo(State.HOLDS);
  }

  @Test
  void marksWhatEndsSoonAndWhatHasEnded() {
    ExceptionList list =
        list(
            List.of(),
            Known.accepted("later", BEFORE, NOON.plus(Duration.ofDays(30))),
            Known.accepted("soon", BEFORE, NOON.plus(WEEK)),
            Known.accepted("over", BEFORE, NOON));
    assertThat(list.rows()).extracting(Row::id).containsExactly("over", "soon", "later");
    assertThat(list.rows())
        .extracting(Row::state)
        .containsExactly(State.ENDED, State.ENDING, State.HOLDS);
    assertThat(list.wantsAttention()).isTrue();
  }

  @Test
  void leavesOutWhatWasRevoked() {
    ExceptionList list =
        list(
            List.of(),
            new ExceptionRevoked("r", NOON, "config", "gone", "ops@example.org", "patched"));
    assertThat(list.rows()).isEmpty();
    assertThat(list.wantsAttention()).isFalse();
  }
}
