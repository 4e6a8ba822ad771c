package io.patchwatch.streams.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NamesTest {

  private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

  private static Advisory record(String id, String vulnerability, String... aliases) {
    return record(id, vulnerability, AffectedRange.until(null, "1.0"), aliases);
  }

  private static Advisory record(
      String id, String vulnerability, AffectedRange range, String... aliases) {
    return new Advisory(
        id,
        vulnerability,
        Arrays.asList(aliases),
        "synapse",
        "osv:GHSA",
        "",
        Severity.UNKNOWN,
        null,
        null,
        List.of(range),
        List.of(),
        List.of(),
        null,
        NOW);
  }

  private static Names names(Advisory... records) {
    Names first = new Names(List.of(records), Map.of());
    List<Advisory> shuffled = new ArrayList<>(List.of(records));
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(shuffled, new Random(seed));
      Names again = new Names(shuffled, Map.of());
      assertThat(again.superseded()).isEqualTo(first.superseded());
      for (Advisory record : records) {
        assertThat(again.of(record)).isEqualTo(first.of(record));
        assertThat(again.cause(first.canonical(record.vulnerability())))
            .isEqualTo(first.cause(first.canonical(record.vulnerability())));
      }
    }
    return first;
  }

  @Test
  void aliasesOfAliasesAreTheSameVulnerability() {
    Advisory pysec = record("PYSEC-1", "PYSEC-1", "GHSA-1");
    Advisory ghsa = record("GHSA-1", "GHSA-1", "GO-1");
    Advisory go = record("GO-1", "CVE-2026-1", "CVE-2026-1", "GO-1");

    Names names = names(pysec, ghsa, go);

    assertThat(names.of(pysec)).containsExactly("CVE-2026-1");
    assertThat(names.of(ghsa)).containsExactly("CVE-2026-1");
    assertThat(names.cause("CVE-2026-1")).isEqualTo("GHSA-1");
  }

  @Test
  void withoutACveGitHubsIdIsTheName() {
    Advisory pysec = record("PYSEC-1", "PYSEC-1", "GHSA-1");
    Advisory ghsa = record("GHSA-1", "GHSA-1");

    assertThat(names(pysec, ghsa).of(pysec)).containsExactly("GHSA-1");
  }

  @Test
  void twoCvesAreNeverMadeOne() {
    Advisory both = record("GHSA-1", "CVE-2026-1", "CVE-2026-2");
    Advisory second = record("CVE-2026-2", "CVE-2026-2", "GHSA-1");

    Names names = names(both, second);

    assertThat(names.of(both)).containsExactly("CVE-2026-1");
    assertThat(names.of(second)).containsExactly("CVE-2026-2");
  }

  @Test
  void aReleaseWithoutDetailsIsTheCauseOfWhatItMended() {
    String release = "release:synapse/1.2.3";
    Advisory embargoed = record("github:1.2.3", release, AffectedRange.until(null, "1.2.3"));
    Advisory cve = record("CVE-2026-1", "CVE-2026-1", AffectedRange.until("1.0", "1.2.3"));
    Advisory older = record("CVE-2026-0", "CVE-2026-0", AffectedRange.until("1.0", "1.2.2"));

    Names names = names(embargoed, cve, older);

    assertThat(names.of(embargoed)).as("not judged beside its details").isEmpty();
    assertThat(names.superseded()).containsEntry(release, "CVE-2026-1");
    assertThat(names.cause("CVE-2026-1")).isEqualTo(release);
    assertThat(names.cause("CVE-2026-0")).isNull();
    assertThat(names(embargoed).of(embargoed)).containsExactly(release);
  }

  @Test
  void aReleaseIsExplainedByTheRecordOfACveThatItNames() {
    String release = "release:synapse/1.2.3";
    Advisory told = record(release, release, AffectedRange.until("1.2.0", "1.2.3"), "CVE-2026-7");
    Advisory cve = record("CVE-2026-7", "CVE-2026-7", AffectedRange.until("1.0", "1.1.9"));

    Names names = names(told, cve);

    assertThat(names.of(told)).isEmpty();
    assertThat(names.cause("CVE-2026-7")).isEqualTo(release);
  }

  @Test
  void aRecordThatGotItsCveRemembersItsFormerName() {
    Advisory now = record("GHSA-1", "CVE-2026-1", "GHSA-1");

    Names names = new Names(List.of(now), Map.of("GHSA-1", "CVE-2026-1"));

    assertThat(names.cause("CVE-2026-1")).isEqualTo("GHSA-1");
  }
}
