package io.patchwatch.alerting.posture;

import static io.patchwatch.alerting.SampleRecords.NOON;
import static io.patchwatch.alerting.SampleRecords.runs;
import static io.patchwatch.alerting.SampleRecords.silent;
import static io.patchwatch.alerting.SampleRecords.unpatched;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.posture.AssetPosture.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReleasesTest {

  private static final Posture.Group OPENFIRE = new Posture.Group("openfire", "production");

  private final Posture posture = new Posture();

  private static Releases.Row row(String version, State state) {
    return new Releases.Row(OPENFIRE, version, state);
  }

  @Test
  void countsHowFarAReleaseHasCome() {
    posture.add(runs("a", "4.7.4", NOON));
    posture.add(unpatched("a", 1));
    posture.add(runs("b", "4.7.5", NOON));
    posture.add(runs("c", "4.7.5", NOON));
    posture.add(silent("d", NOON));
    assertThat(Releases.of(posture.fleet()))
        .containsOnly(
            Map.entry(row("4.7.4", State.UNPATCHED), 1),
            Map.entry(row("4.7.5", State.PATCHED), 2),
            Map.entry(row("unread", State.UNKNOWN), 1));
  }

  @Test
  void hasABoundedNumberOfRowsHoweverManyVersionsAreTold() {
    posture.add(runs("twice", "9.9.9", NOON));
    for (int i = 0; i < 200; i++) {
      posture.add(runs("a" + i, i == 0 ? "9.9.9" : "1.0." + i, NOON));
    }
    assertThat(Releases.of(posture.fleet()))
        .hasSize(Releases.MOST + 1)
        .containsEntry(row("9.9.9", State.PATCHED), 2)
        .containsEntry(row("other", State.PATCHED), 200 - Releases.MOST);
  }
}
