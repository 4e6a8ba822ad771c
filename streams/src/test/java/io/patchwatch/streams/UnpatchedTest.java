package io.patchwatch.streams;

import static io.patchwatch.streams.Given.advisory;
import static io.patchwatch.streams.Given.exploited;
import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Given.runs;
import static io.patchwatch.streams.Given.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.util.List;
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
  void downgradeReopensTheSameFinding() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));
    stage.with(runs("chat-1", "openfire", "4.7.5", minute(2))).settled();

    stage.with(runs("chat-1", "openfire", "4.7.4", minute(3))).settled();

    List<Finding> unpatched =
        stage.findings().stream().filter(f -> f.conclusion() instanceof Unpatched).toList();
    assertThat(unpatched.getLast().transition()).isEqualTo(Transition.OPENED);
    assertThat(unpatched.getLast().revision()).isEqualTo(3);
    assertThat(unpatched.getLast().openedAt()).isEqualTo(minute(3));
    assertThat(unpatched)
        .extracting(Finding::fingerprint)
        .containsOnly(unpatched.getLast().fingerprint());
  }

  @Test
  void withdrawalResolvesAndSaysSo() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));

    stage.settled().with(withdrawal(minute(2))).settled();

    assertThat(stage.last().resolution().reason()).isEqualTo(Reason.ADVISORY_WITHDRAWN);
    assertThat(stage.last().at()).isEqualTo(minute(2));
  }

  @Test
  void correctionThatExcludesTheVersionResolves() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));

    stage.settled().with(advisory(minute(2), AffectedRange.until("4.7.0", "4.7.4"))).settled();

    assertThat(stage.last().resolution().reason()).isEqualTo(Reason.ADVISORY_CORRECTED);
  }

  @Test
  void correctionOfTheFixUpdates() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));

    stage.settled().with(advisory(minute(2), AffectedRange.until("4.7.0", "4.7.6"))).settled();

    assertThat(stage.last().transition()).isEqualTo(Transition.UPDATED);
    assertThat(((Conclusion.Unpatched) stage.last().conclusion()).smallestSafe())
        .isEqualTo("4.7.6");
  }

  @Test
  void exploitationInTheWildRaisesTheSeverity() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));

    stage.settled().with(exploited(minute(2))).settled();

    assertThat(stage.last().transition()).isEqualTo(Transition.UPDATED);
    assertThat(stage.last().severity()).isEqualTo(Severity.CRITICAL);
  }

  @Test
  void sameEventsAgainChangeNothing() {
    AdvisoryPublished advisory = advisory(minute(0), UNTIL_475);
    SoftwareObserved observed = runs("chat-1", "openfire", "4.7.4", minute(1));
    stage.with(advisory, observed).settled();

    stage.with(observed, advisory, advisory, observed).settled();

    assertThat(stage.findings()).hasSize(1);
  }

  @Test
  void observationOlderThanTheNewestIsIgnored() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.5", minute(2)));

    stage.with(runs("chat-1", "openfire", "4.7.4", minute(1))).settled();

    assertThat(stage.findings()).isEmpty();
  }

  @Test
  void advisoryTellsEveryServerOfTheRelease() {
    for (int i = 0; i < 200; i++) {
      stage.with(runs("chat-" + i, "openfire", i < 150 ? "4.7.4" : "4.7.5", minute(0)));
    }

    stage.settled().with(advisory(minute(1), UNTIL_475)).settled();

    assertThat(stage.findings())
        .hasSize(150)
        .extracting(f -> f.asset().id())
        .doesNotHaveDuplicates();
  }

  @Test
  void anImportOfManyAdvisoriesIsToldOnceForEachVulnerability() {
    stage.with(runs("chat-1", "openfire", "4.7.4", minute(0)));
    for (int i = 0; i < 200; i++) {
      stage.with(advisory("openfire", "GHSA-" + i, "CVE-2026-" + i, minute(1), UNTIL_475));
    }

    assertThat(stage.settled().findings())
        .hasSize(200)
        .allMatch(f -> f.transition() == Transition.OPENED);
  }

  @Test
  void anotherProductInItsPlaceResolves() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "openfire", "4.7.4", minute(1)));

    stage.with(runs("chat-1", "testchat", "1.0.0", minute(2))).settled();

    assertThat(stage.last().resolution().reason()).isEqualTo(Reason.PRODUCT_REPLACED);
    assertThat(stage.open()).isEmpty();
  }

  @Test
  void aliasesMeetTheirProduct() {
    stage.with(advisory(minute(0), UNTIL_475), runs("chat-1", "Wildfire", "4.7.4", minute(1)));

    assertThat(stage.settled().findings()).singleElement().satisfies(UnpatchedTest::isOpenOn474);
  }

  @Test
  void findingsCarryTheTraceOfWhatCausedThem() {
    Trace version = Trace.start();
    Trace advisory = Trace.start();
    SoftwareObserved observed = runs("chat-1", "openfire", "4.7.4", minute(0));
    stage.send(Topic.SOFTWARE, "chat-1", Wire.encode(observed), version);
    stage.send(Topic.ADVISORIES, "a", Wire.encode(advisory(minute(1), UNTIL_475)), advisory);
    SoftwareObserved patched = runs("chat-1", "openfire", "4.7.5", minute(2));
    stage.settled().send(Topic.SOFTWARE, "chat-1", Wire.encode(patched), version);

    assertThat(stage.settled().records(Topic.FINDINGS))
        .extracting(record -> Trace.of(record.headers()))
        .containsExactly(advisory, version);
  }
}
