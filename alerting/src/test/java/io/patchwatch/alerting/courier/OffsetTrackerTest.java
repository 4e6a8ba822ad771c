package io.patchwatch.alerting.courier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OffsetTrackerTest {

  private final OffsetTracker offsets = new OffsetTracker();

  @Test
  void commitsOnlyUpToTheFirstUnfinished() {
    for (long offset = 5; offset < 8; offset++) {
      offsets.begin(offset);
    }
    offsets.finish(6);
    assertThat(offsets.toCommit()).isEqualTo(5);
    offsets.committed(5);
    assertThat(offsets.toCommit()).isNull();
    offsets.finish(5);
    assertThat(offsets.toCommit()).isEqualTo(7);
    offsets.finish(7);
    assertThat(offsets.toCommit()).isEqualTo(8);
    offsets.committed(8);
    assertThat(offsets.toCommit()).isNull();
  }

  @Test
  void commitsNothingBeforeItHasSeenAnything() {
    assertThat(offsets.toCommit()).isNull();
  }
}
