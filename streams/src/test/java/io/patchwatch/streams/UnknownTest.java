package io.patchwatch.streams;

import static io.patchwatch.streams.Given.advisory;
import static io.patchwatch.streams.Given.lifecycle;
import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Given.runs;
import static io.patchwatch.streams.Given.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Conclusion.VersionUnknown;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.LifecyclePublished.Cycle;
import io.patchwatch.events.Precision;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownTest {

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

  private void unpatchedServer() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));
    assertThat(stage.settled().open()).hasSize(1);
  }

  private static String reason(Finding finding) {
    return ((VersionUnknown) finding.conclusion()).reason();
  }

  @Test
  void tellsOnlyWhenProbesFailThreeTimesInARow() {
    unpatchedServer();
    stage.with(silent("chat-1", "openfire", minute(2)), silent("chat-1", "openfire", minute(3)));
    assertThat(stage.settled().findings()).hasSize(1);

    stage.with(silent("chat-1", "openfire", minute(4))).settled();

    assertThat(stage.findings()).hasSize(2);
    assertThat(reason(stage.last())).isEqualTo("timeout");
    assertThat(((VersionUnknown) stage.last().conclusion()).lastVersion()).isEqualTo("4.7.4");
    assertThat(stage.open()).hasSize(2);
  }

  @Test
  void anAnswerEndsTheSilenceAndNothingElse() {
    unpatchedServer();
    for (int i = 2; i < 9; i++) {
      stage.with(silent("chat-1", "openfire", minute(i)));
    }

    stage.with(runs("chat-1", "openfire", "4.7.4", minute(10))).settled();

    assertThat(stage.last().resolution().reason()).isEqualTo(Reason.VERSION_READ);
    assertThat(stage.open())
        .singleElement()
        .matches(f -> f.conclusion().kind().equals("unpatched"));
    assertThat(stage.findings()).hasSize(3);
  }

  @Test
  void aServerThatNeverAnsweredIsUnknown() {
    for (int i = 0; i < 3; i++) {
      stage.with(silent("chat-2", "openfire", minute(i)));
    }

    assertThat(stage.settled().open()).singleElement().matches(f -> reason(f).equals("timeout"));
  }

  @Test
  void unreadableVersionNeitherResolvesNorCountsAsPatched() {
    unpatchedServer();

    stage.with(runs("chat-1", "openfire", "unknown", minute(2))).settled();

    assertThat(stage.open())
        .hasSize(2)
        .anyMatch(f -> f.conclusion() instanceof Conclusion.Unpatched);
    assertThat(reason(stage.last())).isEqualTo("unreadable-version");
  }

  @Test
  void unpatchedFindingIsStillResolvedAfterAnUnreadableVersion() {
    unpatchedServer();
    stage.with(runs("chat-1", "openfire", "unknown", minute(2)));

    stage.with(runs("chat-1", "openfire", "4.7.5", minute(3))).settled();

    assertThat(stage.open()).isEmpty();
    assertThat(stage.findings())
        .filteredOn(Finding::resolved)
        .extracting(f -> f.resolution().reason())
        .containsExactlyInAnyOrder(Reason.FIXED_VERSION_OBSERVED, Reason.VERSION_READ);
  }

  @Test
  void branchOnlyIsNoProofOfTheFix() {
    unpatchedServer();

    stage.with(runs("chat-1", "openfire", "4.7", Precision.BRANCH, minute(2))).settled();

    assertThat(stage.open()).hasSize(2);
    assertThat(reason(stage.last())).isEqualTo("branch-only");
  }

  @Test
  void unknownProductNamesTheRemedy() {
    stage.with(runs("chat-1", "opnfire", "4.7.4", minute(1))).settled();

    assertThat(reason(stage.last())).isEqualTo("unknown-product");
    assertThat(((VersionUnknown) stage.last().conclusion()).detail())
        .contains("did you mean openfire");
  }

  @Test
  void productWithoutAnySourceIsNeverPatched() {
    stage.with(runs("chat-1", "quietchat", "1.0.0", minute(1))).settled();

    assertThat(stage.open()).singleElement().matches(f -> reason(f).equals("no-coverage"));
  }

  @Test
  void missingFeedIsToldAfterAWhileAndEndsWithTheFirstAdvisory() {
    stage.with(runs("chat-1", "openfire", "4.7.5", minute(0))).settled();
    assertThat(stage.findings()).isEmpty();
    stage.after(Duration.ofMinutes(6));
    assertThat(stage.open()).singleElement().matches(f -> reason(f).equals("no-coverage"));

    stage.with(advisory(minute(7), UNTIL_475)).settled();

    assertThat(stage.open()).isEmpty();
  }

  @Test
  void endOfLifeComesWithTheDayAndEndsWithASupportedRelease() {
    Cycle old = new Cycle("1.0", "1.0.9", LocalDate.parse("2026-11-25"), false, false);
    Cycle young = new Cycle("2.0", "2.0.1", null, false, false);
    stage.with(advisory("testchat", "G-1", "CVE-2026-1", minute(0), AffectedRange.only("0.1.0")));
    stage.with(lifecycle("testchat", old, young), runs("chat-1", "testchat", "1.0.9", minute(1)));
    assertThat(stage.settled().findings()).isEmpty();

    stage.after(Duration.ofDays(2));
    assertThat(stage.open())
        .singleElement()
        .matches(f -> f.conclusion() instanceof Conclusion.EndOfLife);

    stage.with(runs("chat-1", "testchat", "2.0.1", minute(3 * 24 * 60))).settled();
    assertThat(stage.last().resolution().reason()).isEqualTo(Reason.SUPPORTED_RELEASE_OBSERVED);
    assertThat(stage.open()).isEmpty();
  }
}
