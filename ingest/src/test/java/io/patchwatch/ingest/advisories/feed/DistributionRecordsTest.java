package io.patchwatch.ingest.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryWithdrawn;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Records in the shape of Debian's; the values are made up for the test. */
class DistributionRecordsTest {

  private static String record(String id, String more, String... ecosystems) {
    StringBuilder affected = new StringBuilder();
    for (String ecosystem : ecosystems) {
      affected
          .append(affected.isEmpty() ? "" : ",")
          .append("{\"package\":{\"ecosystem\":\"")
          .append(ecosystem)
          .append("\",\"name\":\"prosody\"},\"ranges\":[{\"type\":\"ECOSYSTEM\",\"events\":")
          .append("[{\"introduced\":\"0\"},{\"fixed\":\"0.11.9-2+deb11u1\"}]}]}");
    }
    return "{\"schema_version\":\"1.6.0\",\"id\":\""
        + id
        + "\",\"modified\":\"2024-01-09T20:31:33Z\","
        + more
        + "\"affected\":["
        + affected
        + "]}";
  }

  private static List<Advisory> read(String json) {
    return Records.advisories(Records.parse(json));
  }

  @Test
  void aNoticeSettlesTheCvesThatItNames() {
    List<Advisory> read =
        read(
            record(
                "DSA-1-1",
                "\"related\":[\"CVE-2022-1\",\"UBUNTU-CVE-2022-2\",\"openSUSE-1\"],",
                "Debian:11"));

    assertThat(read).hasSize(1);
    Advisory notice = read.getFirst();
    assertThat(notice.id()).isEqualTo("DSA-1-1@debian:11");
    assertThat(notice.product()).isEqualTo("prosody");
    assertThat(notice.distribution()).isEqualTo("debian:11");
    assertThat(notice.related()).containsExactly("CVE-2022-1", "CVE-2022-2");
    assertThat(notice.source()).isEqualTo("osv:DSA");
    assertThat(Records.ranges(notice)).containsExactly("< 0.11.9-2+deb11u1");
  }

  @Test
  void eachReleaseOfTheDistributionIsAnAdvisoryOfItsOwn() {
    List<Advisory> read =
        read(record("DEBIAN-CVE-2022-1", "", "Debian:11", "Debian:12.5", "Ubuntu:22.04:LTS"));

    assertThat(read)
        .extracting(Advisory::distribution)
        .containsExactly("debian:11", "debian:12", "ubuntu:22.04");
    assertThat(read).allMatch(a -> a.vulnerability().equals("CVE-2022-1"));
    assertThat(read).allMatch(a -> a.related().isEmpty());
    assertThat(read.getFirst().source()).isEqualTo("osv:Debian");
  }

  @Test
  void aWithdrawalTakesEachOfThemBack() {
    assertThat(
            Records.parse(
                    record(
                        "DSA-1-1",
                        "\"withdrawn\":\"2024-02-01T00:00:00Z\",",
                        "Debian:11",
                        "Debian:12"))
                .events())
        .extracting(event -> ((AdvisoryWithdrawn) event).advisory())
        .containsExactly("DSA-1-1@debian:11", "DSA-1-1@debian:12");
  }

  @Test
  void distributionsWithoutAReleaseAndOtherPackagesAreLeftOut() {
    assertThat(read(record("DSA-1-1", "", "Debian", "Alpine:v3.18", "Debian:sid"))).isEmpty();
  }
}
