package io.patchwatch.streams;

import static io.patchwatch.streams.Given.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.UnverifiedPromotion;
import io.patchwatch.streams.policy.Policy;
import io.patchwatch.streams.policy.RolloutRule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutTest {

  @TempDir private Path state;
  private Instant clock = NOON;

  @SuppressWarnings("NullAway") // absent is what the constructors take for "the default"
  private Stage stage() {
    RolloutRule rule =
        new RolloutRule(List.of("staging", "production"), Duration.ofHours(24), Duration.ofDays(7));
    DetectionSettings settings =
        new DetectionSettings(
            null, 0, null, new Policy(List.of(), List.of(), null, rule), null, null, null);
    return new Stage(state, settings, TestCatalogue.get());
  }

  private SoftwareObserved runs(String environment, String asset, String version) {
    return new SoftwareObserved(
        asset + version + clock,
        clock,
        "http-probe",
        Asset.of(asset, environment, null, Map.of()),
        "openfire",
        version,
        Precision.FULL,
        new Evidence("http-probe", "http://" + asset, null));
  }

  private void later(Stage stage, Duration duration) {
    clock = clock.plus(duration);
    stage.after(duration);
  }

  private static List<Finding> promotions(Stage stage) {
    return stage.findings().stream()
        .filter(f -> f.conclusion() instanceof UnverifiedPromotion)
        .toList();
  }

  @Test
  void theFirstLookAtAFleetReportsNoPromotion() {
    try (Stage stage = stage()) {
      stage.with(runs("production", "prod", "4.7.5"), runs("staging", "stage", "4.7.4")).settled();
      assertThat(promotions(stage)).isEmpty();
    }
  }

  @Test
  void aPromotionAfterTheSoakTimeIsSilent() {
    try (Stage stage = stage()) {
      stage.with(runs("production", "prod", "4.7.4"), runs("staging", "stage", "4.7.5")).settled();
      later(stage, Duration.ofHours(25));
      stage.with(runs("production", "prod", "4.7.5")).settled();
      assertThat(promotions(stage)).isEmpty();
    }
  }

  @Test
  void whatWasProvenCountsAlsoWhenStagingHasMovedOnAndAfterARestart() {
    try (Stage stage = stage()) {
      stage.with(runs("production", "prod", "4.7.4"), runs("staging", "stage", "4.7.5")).settled();
      later(stage, Duration.ofHours(25));
      stage.with(runs("staging", "stage", "4.7.6")).settled().restarted().settled();
      later(stage, Duration.ofHours(1));
      stage.with(runs("production", "prod", "4.7.5")).settled();
      assertThat(promotions(stage)).isEmpty();
    }
  }

  @Test
  void aPromotionBeforeTheSoakTimeIsReportedAndClearedOnceStagingHasProvenIt() {
    try (Stage stage = stage()) {
      stage.with(runs("production", "prod", "4.7.4"), runs("staging", "stage", "4.7.5")).settled();
      later(stage, Duration.ofHours(1));
      stage.with(runs("production", "prod", "4.7.5")).settled();
      Finding finding = promotions(stage).getLast();
      assertThat(finding.conclusion().headline())
          .isEqualTo("openfire 4.7.5 runs in production but was not verified in staging for 24h");
      stage.restarted().settled();
      later(stage, Duration.ofHours(24));
      assertThat(promotions(stage).getLast().resolution().reason())
          .isEqualTo(Reason.ROLLOUT_VERIFIED);
    }
  }

  @Test
  void aPromotionThatNobodyProvesIsSettledByTime() {
    try (Stage stage = stage()) {
      stage.with(runs("production", "prod", "4.7.4")).settled();
      later(stage, Duration.ofHours(1));
      stage.with(runs("production", "prod", "4.7.5")).settled();
      assertThat(promotions(stage)).hasSize(1);
      later(stage, Duration.ofDays(8));
      assertThat(promotions(stage).getLast().resolution().reason())
          .isEqualTo(Reason.ROLLOUT_SETTLED);
      stage.with(runs("production", "prod", "4.7.4")).settled();
      later(stage, Duration.ofHours(1));
      stage.with(runs("production", "prod", "4.7.5")).settled();
      assertThat(promotions(stage)).hasSize(2);
    }
  }

  @Test
  void goingBackEndsTheReport() {
    try (Stage stage = stage()) {
      stage.with(runs("production", "prod", "4.7.4")).settled();
      later(stage, Duration.ofHours(1));
      stage.with(runs("production", "prod", "4.7.5")).settled();
      later(stage, Duration.ofHours(1));
      stage.with(runs("production", "prod", "4.7.4")).settled();
      assertThat(promotions(stage).getLast().resolution().detail())
          .isEqualTo("it runs there no longer");
    }
  }
}
