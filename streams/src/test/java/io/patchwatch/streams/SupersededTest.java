package io.patchwatch.streams;

import static io.patchwatch.streams.Given.advisory;
import static io.patchwatch.streams.Given.minute;
import static io.patchwatch.streams.Given.runs;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was told before it had a name of its own. */
class SupersededTest {

  private static final String RELEASE = "release:openfire/4.7.5";

  @TempDir private Path state;

  private static AdvisoryPublished named(String id, String vulnerability, int minute) {
    AffectedRange range = AffectedRange.until("4.7.0", "4.7.5");
    return advisory("openfire", id, vulnerability, minute(minute), range);
  }

  @Test
  void detailsOfASecurityReleaseStayInItsIncident() {
    try (Stage stage = new Stage(state)) {
      stage.with(named("github:4.7.5", RELEASE, 0), runs("chat-1", "openfire", "4.7.4", minute(1)));
      Map<String, String> told = stage.settled().last().group();

      stage.with(named("GHSA-1", "CVE-2026-1", 2), named("GHSA-2", "CVE-2026-2", 3)).settled();

      assertThat(stage.open()).hasSize(2).allMatch(f -> f.group().equals(told));
      assertThat(stage.open())
          .extracting(f -> f.labels().get("vulnerability"))
          .containsExactlyInAnyOrder("CVE-2026-1", "CVE-2026-2");
      Finding closed =
          stage.findings().stream().filter(Finding::resolved).findFirst().orElseThrow();
      assertThat(closed.resolution().reason()).isEqualTo(Reason.SUPERSEDED);
      assertThat(stage.findings().indexOf(closed))
          .as("the incident is never empty in between")
          .isGreaterThan(1);
    }
  }

  @Test
  void aRecordThatGetsItsCveStaysInItsIncident() {
    try (Stage stage = new Stage(state)) {
      stage.with(named("GHSA-1", "GHSA-1", 0), runs("chat-1", "openfire", "4.7.4", minute(1)));
      Map<String, String> told = stage.settled().last().group();

      stage.with(named("GHSA-1", "CVE-2026-1", 2)).settled();

      assertThat(stage.open()).singleElement().matches(f -> f.group().equals(told));
      assertThat(stage.open().getFirst().labels()).containsEntry("vulnerability", "CVE-2026-1");
    }
  }

  /** Synapse 1.127.1 as GitHub and PYSEC-2026-1614 tell of it. */
  @Test
  void aSecurityReleaseOpensOnDayZeroAndItsCveOpensNoSecondIncident() {
    try (Stage stage = new Stage(state)) {
      String release = "release:synapse/1.127.1";
      AffectedRange lane = AffectedRange.until("1.127.0", "1.127.1");
      stage.with(advisory("synapse", release, release, minute(0), lane));
      stage.with(runs("chat-1", "synapse", "1.127.0", minute(1)));
      Map<String, String> told = stage.settled().last().group();
      assertThat(stage.open()).singleElement().matches(f -> group(f).contains(release));

      AffectedRange all = AffectedRange.until("0", "1.127.1");
      stage.with(advisory("synapse", "PYSEC-2026-1614", "CVE-2025-30355", minute(2), all));
      stage.settled();

      assertThat(stage.open()).singleElement().matches(f -> f.group().equals(told));
      assertThat(stage.open().getFirst().labels()).containsEntry("vulnerability", "CVE-2025-30355");
    }
  }

  private static String group(Finding finding) {
    return finding.group().toString();
  }
}
