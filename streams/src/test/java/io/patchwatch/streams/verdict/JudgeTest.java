package io.patchwatch.streams.verdict;

import static io.patchwatch.events.AffectedRange.until;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JudgeTest {

  private final Scene openfire =
      new Scene("openfire", "maven", 2)
          .advisory(
              "CVE-2023-32315", "osv:GHSA", until("3.10.0", "4.6.8"), until("4.7.0", "4.7.5"));

  @Test
  void callsTheVersionBelowTheFixUnpatchedAndNamesTheFixOfItsLane() {
    Verdict verdict = openfire.judge("4.7.4");

    assertThat(verdict.state()).isEqualTo(Verdict.State.UNPATCHED);
    assertThat(verdict.affected())
        .singleElement()
        .satisfies(
            affected -> {
              assertThat(affected.vulnerability()).isEqualTo("CVE-2023-32315");
              assertThat(affected.ranges())
                  .containsExactly(">= 3.10.0, < 4.6.8", ">= 4.7.0, < 4.7.5");
              assertThat(affected.fixed()).containsExactly("4.7.5");
            });
    assertThat(verdict.smallestSafe())
        .isEqualTo(new SafeVersion("4.7.5", true, java.util.List.of()));
  }

  @Test
  void callsTheFixedVersionsOfBothBranchesPatched() {
    assertThat(openfire.judge("4.7.5").state()).isEqualTo(Verdict.State.PATCHED);
    assertThat(openfire.judge("4.6.8").state()).isEqualTo(Verdict.State.PATCHED);
    assertThat(openfire.judge("4.6.8").notAffected().getFirst().why()).isEqualTo("fixed in 4.6.8");
    assertThat(openfire.judge("3.9.3").notAffected().getFirst().why())
        .isEqualTo("older than the first affected version, 3.10.0");
  }

  @Test
  void namesTheFixOfTheLaneAndTheNewestSafeOne() {
    Verdict verdict = openfire.judge("4.6.7");

    assertThat(verdict.smallestSafe().version()).isEqualTo("4.6.8");
    assertThat(verdict.latestSafe().version()).isEqualTo("4.7.5");
  }
}
