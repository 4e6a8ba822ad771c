package io.patchwatch.streams;

import static io.patchwatch.streams.Given.advisory;
import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Given.runs;
import static io.patchwatch.streams.Given.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.Severity;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnpatchedTest {

  private static final AffectedRange UNTIL_475 = AffectedRange.until("4.7.0", "4.7.5");

  @TempDir private Path state;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(state);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void opensFindingWhenAdvisoryArrivesAfterVersion() {
    stage.with(runs("chat-1", "openfire", "4.7.4", minute(0))).settled();
    assertThat(stage.findings()).isEmpty();

    stage.with(advisory(minute(1), UNTIL_475)).settled();

    assertThat(stage.findings()).singleElement().satisfies(UnpatchedTest::isOpenOn474);
  }

  @Test
  void opensFindingWhenVersionArrivesAfterAdvisory() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));

    assertThat(stage.settled().findings()).singleElement().satisfies(UnpatchedTest::isOpenOn474);
  }

  private static void isOpenOn474(Finding finding) {
    assertThat(finding.transition()).isEqualTo(Transition.OPENED);
    assertThat(finding.revision()).isEqualTo(1);
    assertThat(finding.at()).isEqualTo(minute(1));
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.conclusion())
        .isInstanceOfSatisfying(
            Conclusion.Unpatched.class,
            unpatched -> {
              assertThat(unpatched.version()).isEqualTo("4.7.4");
              assertThat(unpatched.vulnerability()).isEqualTo(Given.CVE);
              assertThat(unpatched.smallestSafe()).isEqualTo("4.7.5");
              assertThat(unpatched.evidence().excerpt()).isEqualTo("Version: 4.7.4");
            });
  }

  @Test
  void resolvesOnceWhenTheFixedVersionIsObserved() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));
    stage.with(runs("chat-1", "openfire", "4.7.5", minute(2)));
    stage.with(runs("chat-1", "openfire", "4.7.5", minute(3)));

    assertThat(stage.settled().findings()).hasSize(2);
    Finding resolved = stage.findings().getLast();
    assertThat(resolved.transition()).isEqualTo(Transition.RESOLVED);
    assertThat(resolved.at()).isEqualTo(minute(2));
    assertThat(resolved.resolution().reason()).isEqualTo(Reason.FIXED_VERSION_OBSERVED);
    assertThat(resolved.resolution().detail()).contains("4.7.5");
  }

  @Test
  void withdrawalResolves() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));
    stage.settled().with(withdrawal(minute(2))).settled();

    assertThat(stage.findings().getLast().resolution().reason())
        .isEqualTo(Reason.ADVISORY_WITHDRAWN);
  }
}
