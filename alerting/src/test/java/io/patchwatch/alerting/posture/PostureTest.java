package io.patchwatch.alerting.posture;

import static io.patchwatch.alerting.SampleRecords.NOON;
import static io.patchwatch.alerting.SampleRecords.attacked;
import static io.patchwatch.alerting.SampleRecords.endOfLife;
import static io.patchwatch.alerting.SampleRecords.incident;
import static io.patchwatch.alerting.SampleRecords.patched;
import static io.patchwatch.alerting.SampleRecords.runs;
import static io.patchwatch.alerting.SampleRecords.silent;
import static io.patchwatch.alerting.SampleRecords.unknown;
import static io.patchwatch.alerting.SampleRecords.unpatched;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.posture.AssetPosture.State;
import io.patchwatch.alerting.posture.Posture.AssetSeverity;
import io.patchwatch.events.PatchStatus;
import io.patchwatch.events.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostureTest {

  private static final Posture.Group HERE = new Posture.Group("openfire", "production");

  private final Posture posture = new Posture();

  private Map<State, Integer> states() {
    assertThat(posture.assets()).containsOnlyKeys(HERE);
    return posture.assets().getOrDefault(HERE, Map.of());
  }

  @Test
  void countsAnAssetInTheWorstStateThatHolds() {
    posture.add(runs("a", "4.7.4", NOON));
    posture.add(unknown("a"));
    posture.add(endOfLife("a"));
    assertThat(states()).containsEntry(State.END_OF_LIFE, 1).containsEntry(State.UNKNOWN, 0);
    posture.add(unpatched("a", 1));
    assertThat(states()).containsEntry(State.UNPATCHED, 1);
  }

  @Test
  void callsAnAssetPatchedWhenNothingIsOpen() {
    posture.add(runs("a", "4.7.4", NOON));
    posture.add(unpatched("a", 1));
    posture.add(patched("a", 2));
    assertThat(states())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(State.PATCHED, 1, State.UNKNOWN, 0, State.END_OF_LIFE, 0, State.UNPATCHED, 0));
  }

  @Test
  void neverCallsAnAssetPatchedWhoseVersionWasNotRead() {
    posture.add(silent("a", NOON));
    assertThat(states()).containsEntry(State.UNKNOWN, 1).containsEntry(State.PATCHED, 0);
  }

  @Test
  void isNotFooledByRecordsThatComeLate() {
    posture.add(runs("a", "4.7.5", NOON));
    posture.add(silent("a", NOON.minusSeconds(60)));
    posture.add(patched("a", 2));
    posture.add(unpatched("a", 1));
    posture.add(incident(patched("a", 2), 2));
    posture.add(incident(unpatched("a", 1), 1));
    assertThat(states()).containsEntry(State.PATCHED, 1);
    assertThat(posture.openByAsset()).isEmpty();
    assertThat(posture.openIncidents()).containsEntry(Severity.CRITICAL, 0);
  }

  @Test
  void attacksSayNothingAboutTheVersion() {
    posture.add(runs("a", "4.7.5", NOON));
    posture.add(attacked("a"));
    assertThat(states()).containsEntry(State.PATCHED, 1);
    assertThat(posture.openByKind().get("attacked")).containsEntry(Severity.HIGH, 1);
  }

  @Test
  void keepsOneRowForEachAssetAndSeverity() {
    posture.add(runs("a", "4.7.4", NOON));
    posture.add(unpatched("a", 1));
    posture.add(attacked("a"));
    posture.add(unknown("b"));
    assertThat(posture.openByAsset())
        .containsOnly(
            Map.entry(new AssetSeverity("a", "openfire", "production", Severity.CRITICAL), 1),
            Map.entry(new AssetSeverity("a", "openfire", "production", Severity.HIGH), 1),
            Map.entry(new AssetSeverity("b", "unknown", "production", Severity.LOW), 1));
  }

  @Test
  void saysHowEachServerStands() {
    posture.add(runs("a", "4.7.4", NOON));
    posture.add(unpatched("a", 1));
    posture.add(attacked("a"));
    AssetPosture a = posture.fleet().getFirst();
    assertThat(a.state()).isEqualTo(State.UNPATCHED);
    assertThat(a.worst()).isEqualTo(Severity.CRITICAL);
    assertThat(a.open()).isEqualTo(2);
    assertThat(a.unpatched()).isEqualTo(1);
    assertThat(a.version()).isEqualTo("4.7.4");
    assertThat(posture.unpatched().get("production")).containsEntry(PatchStatus.NONE, 1);
  }

  @Test
  void numbersEveryChangeUpwardsInWhicheverOrderRecordsCome() {
    Posture other = new Posture();
    posture.add(runs("a", "4.7.4", NOON));
    long first = posture.fleet().getFirst().revision();
    posture.add(unpatched("a", 1));
    long second = posture.fleet().getFirst().revision();
    posture.add(patched("a", 2));
    long third = posture.fleet().getFirst().revision();
    assertThat(first).isLessThan(second);
    assertThat(second).isLessThan(third);
    other.add(patched("a", 2));
    other.add(unpatched("a", 1));
    other.add(runs("a", "4.7.4", NOON));
    assertThat(other.fleet()).isEqualTo(posture.fleet());
  }
}
