package io.patchwatch.streams;

import static io.patchwatch.streams.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.FeedReported;
import io.patchwatch.events.FeedReported.State;
import io.patchwatch.events.FeedTrouble;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedTroubleTest {

  private static final Duration STALE = Duration.ofDays(2);

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

  private static FeedReported report(
      Instant at, State state, @Nullable Instant asOf, @Nullable String reason) {
    return new FeedReported(
        "fr-" + at + state,
        at,
        "advisory-feeds",
        "kev",
        "kev",
        "https://feeds.example.org/kev.json",
        state,
        asOf,
        1400,
        reason,
        "what happened",
        STALE);
  }

  private static String reason(Finding finding) {
    return ((FeedTrouble) finding.conclusion()).reason();
  }

  @Test
  void saysNothingOfAFeedThatIsGood() {
    stage.with(report(NOON, State.GOOD, NOON, null)).after(Duration.ofHours(47));

    assertThat(stage.findings()).isEmpty();
  }

  @Test
  void tellsAtOnceThatWhatCameWasRefused() {
    stage.with(report(NOON, State.REFUSED, NOON.minus(Duration.ofHours(3)), "shrunken"));

    assertThat(stage.last().asset().id()).isEqualTo("feed:kev");
    assertThat(stage.last().severity()).isEqualTo(Severity.MEDIUM);
    assertThat(stage.last().conclusion().headline())
        .isEqualTo("advisory feed kev: shrunken, known up to 2026-11-23T09:00:00Z, 3 h ago");
  }

  @Test
  void opensAsTimePassesWithoutAnyReportAndGrowsMoreSevere() {
    stage.with(report(NOON, State.GOOD, NOON, null)).after(STALE.plusMinutes(1));
    assertThat(reason(stage.last())).isEqualTo("stale");
    assertThat(stage.last().severity()).isEqualTo(Severity.MEDIUM);

    stage.after(STALE.multipliedBy(2));

    assertThat(stage.findings()).hasSize(2);
    assertThat(stage.last().severity()).isEqualTo(Severity.HIGH);
  }

  @Test
  void forgivesAnOutageUntilTheFeedIsStale() {
    stage.with(report(NOON, State.UNREACHED, NOON.minusSeconds(60), "timeout"));
    assertThat(stage.findings()).isEmpty();

    stage.after(STALE);

    assertThat(reason(stage.last())).isEqualTo("stale");
  }

  @Test
  void tellsAtOnceOfAFeedThatNeverAnswered() {
    stage.with(report(NOON, State.UNREACHED, null, "timeout"));

    assertThat(reason(stage.last())).isEqualTo("never-read");
  }

  @Test
  void resolvesOnlyWhenTheFeedIsGoodAgain() {
    stage.with(report(NOON, State.REFUSED, NOON, "empty"));
    stage.with(report(NOON.plusSeconds(1), State.UNREACHED, NOON.minus(STALE), "timeout"));
    stage.after(Duration.ofMinutes(1));
    assertThat(stage.open()).hasSize(1);

    stage.with(report(NOON.plusSeconds(90), State.GOOD, NOON.plusSeconds(90), null));

    assertThat(stage.open()).isEmpty();
    assertThat(stage.last().resolution().reason()).isEqualTo(Reason.FEED_GOOD);
  }

  @Test
  void resolvesWhenTheFeedIsNoLongerConfigured() {
    stage.with(report(NOON, State.REFUSED, NOON, "empty"));

    stage.with(report(NOON.plusSeconds(1), State.RETIRED, null, null));

    assertThat(stage.open()).isEmpty();
  }

  @Test
  void doesNotRepeatItselfAfterARestart() {
    stage.with(report(NOON, State.REFUSED, NOON, "empty")).after(Duration.ofMinutes(1)).restarted();
    stage.with(report(NOON.plusSeconds(60), State.REFUSED, NOON, "empty"));

    assertThat(stage.findings()).hasSize(1);
  }
}
