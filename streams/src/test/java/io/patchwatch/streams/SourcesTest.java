package io.patchwatch.streams;

import static io.patchwatch.streams.Given.advisory;
import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Given.runs;
import static io.patchwatch.streams.Given.saw;
import static io.patchwatch.streams.Given.silent;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Precision;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several sources on one server. */
class SourcesTest {

  private static final AffectedRange UNTIL_475 = AffectedRange.until("4.7.0", "4.7.5");
  private static final long DAY = 24 * 60;

  @TempDir private Path state;
  private Stage stage;

  @BeforeEach
  void open() {
    stage = new Stage(state);
    stage.with(advisory(minute(0), UNTIL_475));
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private static SoftwareObserved probe(String version, long minute) {
    return saw(EvidenceSource.HTTP_PROBE, version, minute(minute));
  }

  private static SoftwareObserved image(String version, long minute) {
    return saw(EvidenceSource.IMAGE, version, minute(minute));
  }

  private Finding open(Class<?> conclusion) {
    return stage.settled().open().stream()
        .filter(f -> conclusion.isInstance(f.conclusion()))
        .findFirst()
        .orElseThrow();
  }

  private boolean isOpen(Class<?> conclusion) {
    return stage.settled().open().stream().anyMatch(f -> conclusion.isInstance(f.conclusion()));
  }

  @Test
  void sourcesThatKeepToTheirWordsDisagreeUntilOneGivesIn() {
    stage.with(probe("4.7.4", 1), image("4.7.5", 2), probe("4.7.4", 3));
    assertThat(isOpen(VersionConflict.class)).as("an upgrade is not seen by all at once").isFalse();

    stage.with(probe("4.7.4", 12));

    VersionConflict conflict = (VersionConflict) open(VersionConflict.class).conclusion();
    assertThat(conflict.claims())
        .extracting(Object::toString)
        .containsExactly("http-probe says 4.7.4", "image says 4.7.5");
    assertThat(open(VersionConflict.class).severity()).isEqualTo(Severity.MEDIUM);

    stage.with(probe("4.7.5", 13));
    assertThat(stage.settled().open()).isEmpty();
    assertThat(stage.findings())
        .filteredOn(f -> f.conclusion() instanceof VersionConflict && f.resolved())
        .extracting(f -> f.resolution().reason())
        .containsExactly(Reason.SOURCES_AGREE);
  }

  @Test
  void whatTheServerSaysItselfRulesOverWhatWasInstalled() {
    stage.with(probe("4.7.4", 1), image("4.7.5", 2));
    assertThat(((Unpatched) open(Unpatched.class).conclusion()).version()).isEqualTo("4.7.4");

    stage.with(saw(EvidenceSource.LOG, "4.7.5", minute(3)));
    assertThat(isOpen(Unpatched.class)).as("the server started with 4.7.5 since").isFalse();
  }

  @Test
  void aBranchThatAgreesWithAFullVersionAddsNothing() {
    stage.with(saw(EvidenceSource.METRICS, "4.7.5", minute(1)));
    for (int minute = 2; minute < 30; minute++) {
      stage.with(branch("4.7", minute), saw(EvidenceSource.METRICS, "4.7.5", minute(minute)));
    }

    assertThat(stage.settled().findings()).isEmpty();
  }

  @Test
  void aBranchAloneIsNeverPatched() {
    stage.with(branch("4.7", 1));
    assertThat(stage.settled().open())
        .singleElement()
        .matches(f -> f.conclusion().kind().equals("version-unknown"));
  }

  private static SoftwareObserved branch(String version, long minute) {
    return runs("chat-1", "openfire", version, Precision.BRANCH, minute(minute));
  }

  @Test
  void aSourceThatFellSilentNoLongerCountsWhenAnotherOneSpeaks() {
    stage.with(probe("4.7.4", 1));
    assertThat(isOpen(Unpatched.class)).isTrue();
    stage.with(image("4.7.5", 5 * DAY));
    assertThat(isOpen(Unpatched.class)).as("the server itself said 4.7.4").isTrue();

    stage.after(java.time.Duration.ofDays(9)).with(image("4.7.5", 8 * DAY));

    assertThat(stage.settled().open()).isEmpty();
  }

  @Test
  void aNoteInTheConfigurationContradictsMildly() {
    stage.with(saw(EvidenceSource.DECLARED, "4.7.6", minute(1)), probe("4.7.5", 0));
    stage.with(probe("4.7.5", 20));

    assertThat(open(VersionConflict.class).severity()).isEqualTo(Severity.LOW);
    assertThat(((VersionConflict) open(VersionConflict.class).conclusion()).version())
        .isEqualTo("4.7.5");
  }

  @Test
  void aVersionThatGoesBackIsToldUntilTheFormerOneIsBack() {
    stage.with(probe("4.7.6", 1), probe("4.7.5", 2));

    VersionWentBack back = (VersionWentBack) open(VersionWentBack.class).conclusion();
    assertThat(back.version()).isEqualTo("4.7.5");
    assertThat(back.former()).isEqualTo("4.7.6");
    assertThat(back.formerSeen()).isEqualTo(minute(1));

    stage.with(probe("4.7.7", 3));
    assertThat(stage.settled().open()).isEmpty();
    assertThat(stage.last().resolution().reason()).isEqualTo(Reason.VERSION_SETTLED);
  }

  @Test
  void aRollbackThatStaysForAWeekIsSettled() {
    stage.with(probe("4.7.6", 1), probe("4.7.5", 2));
    assertThat(isOpen(VersionWentBack.class)).isTrue();
    stage.after(java.time.Duration.ofDays(9)).with(probe("4.7.5", 8 * DAY));

    assertThat(stage.settled().open()).isEmpty();
  }

  @Test
  void aFailingProbeIsNoNewsWhileAnotherCollectorKnowsTheVersion() {
    stage.with(image("4.7.5", 1));
    for (int i = 2; i < 9; i++) {
      stage.with(silent("chat-1", "openfire", minute(i)));
    }
    assertThat(stage.settled().findings()).isEmpty();
  }

  @Test
  void aPackageListDoesNotTakeOwnerAndLabelsAway() {
    Asset known = Asset.of("chat-1", "staging", "chat-team", Map.of("region", "eu"));
    SoftwareObserved seen = probe("4.7.4", 1);
    stage.with(
        new SoftwareObserved(
            "probe-1",
            minute(1),
            "http-probe",
            known,
            "openfire",
            "4.7.4",
            Precision.FULL,
            seen.evidence()),
        saw(EvidenceSource.PACKAGE, "4.7.4", minute(2)));

    assertThat(open(Unpatched.class).asset()).isEqualTo(known);
    assertThat(stage.findings()).hasSize(1);
  }
}
