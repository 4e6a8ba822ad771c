package io.patchwatch.ingest.advisories;

import static io.patchwatch.events.AffectedRange.only;
import static io.patchwatch.events.AffectedRange.through;
import static io.patchwatch.events.AffectedRange.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.catalogue.VersionRule;
import java.util.List;
import org.junit.jupiter.api.Test;

class BranchesTest {

  @Test
  void endsEachRangeInItsOwnLane() {
    assertThat(split(1, until(null, "23.0.3"), until(null, "21.1.10"), until(null, "22.0.11")))
        .containsExactlyInAnyOrder(
            until(null, "21.1.10"), until("22.0.0-0", "22.0.11"), until("23.0.0-0", "23.0.3"));
  }

  @Test
  void keepsALaneWithoutAFixAffected() {
    assertThat(split(1, until(null, "20.1.8"), until(null, "22.0.11")))
        .containsExactly(until(null, "20.1.8"), until("21.0.0-0", "22.0.11"));
  }

  @Test
  void believesTheLaterOfTwoEndsInOneLane() {
    assertThat(split(2, until(null, "8.6.1"), until(null, "8.6.3"), until(null, "8.7.1")))
        .contains(until(null, "8.6.3"), until("8.7.0-0", "8.7.1"));
  }

  @Test
  void leavesRangesThatDoNotOverlapAsTheyAre() {
    List<AffectedRange> ranges =
        List.of(
            through("9.5.0", "9.5.3"),
            through("9.6.0", "9.6.1"),
            until("9.7.0-rc1", "9.7.0"),
            only("9.8.0"),
            AffectedRange.from("10.0.0"),
            AffectedRange.undecidable("words"));
    assertThat(Branches.split(ranges, rule(2))).isEqualTo(ranges);
  }

  @Test
  void leavesVersionsThatAreNotNumbersAlone() {
    assertThat(split(2, until(null, "alpha"), until(null, "1.2.3")))
        .containsExactly(until(null, "alpha"), until(null, "1.2.3"));
  }

  @Test
  void endsALaneAtItsFirstVersionToo() {
    assertThat(split(2, through(null, "9.2.4"), through(null, "9.3.0"), through(null, "9.4.1")))
        .containsExactlyInAnyOrder(
            through(null, "9.2.4"), through("9.3.0-0", "9.3.0"), through("9.4.0-0", "9.4.1"));
  }

  @Test
  void keepsThePreReleasesOfALaneThatIsFixedInItsFirstVersion() {
    assertThat(split(2, until(null, "8.4.2"), until(null, "8.5.0")))
        .containsExactly(until(null, "8.4.2"), until("8.5.0-0", "8.5.0"));
  }

  private static List<AffectedRange> split(int laneDepth, AffectedRange... ranges) {
    return Branches.split(List.of(ranges), rule(laneDepth));
  }

  private static VersionRule rule(int laneDepth) {
    return new VersionRule("semver", laneDepth, List.of(), "", null, null);
  }
}
