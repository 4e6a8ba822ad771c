package io.patchwatch.ingest.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class BundledSnapshotTest {

  private static final Path RESOURCE =
      Path.of("src/main/resources/io/patchwatch/ingest/advisories/snapshot.ndjson.gz");
  private static final Path DATA = Path.of("data/advisories");

  /** With {@code -Dpatchwatch.snapshot.write=true} it writes the resource anew. */
  @Test
  void committedSnapshotIsWhatTheDataGives() throws IOException {
    byte[] built = new SnapshotBuilder(DATA).build();
    if (Boolean.getBoolean("patchwatch.snapshot.write")) {
      Files.write(RESOURCE, gzip(built));
    }
    String committed = gunzip(Files.readAllBytes(RESOURCE));
    assertThat(committed.equals(new String(built, StandardCharsets.UTF_8)))
        .as("run this test with -Dpatchwatch.snapshot.write=true and commit the resource")
        .isTrue();
  }

  @Test
  void knowsOpenfiresExploitedVulnerabilityWithBothFixedBranches() {
    AdvisorySnapshot snapshot = AdvisorySnapshot.bundled();
    assertThat(snapshot.events())
        .filteredOn(AdvisoryPublished.class::isInstance)
        .map(event -> ((AdvisoryPublished) event).advisory())
        .filteredOn(advisory -> advisory.id().equals("GHSA-gw42-f939-fhvm"))
        .singleElement()
        .satisfies(
            advisory ->
                assertThat(advisory.affected())
                    .containsExactly(
                        AffectedRange.until("3.10.0", "4.6.8"),
                        AffectedRange.until("4.7.0", "4.7.5")));
    assertThat(snapshot.events())
        .filteredOn(VulnerabilityMarked.class::isInstance)
        .map(VulnerabilityMarked.class::cast)
        .singleElement()
        .satisfies(
            mark -> {
              assertThat(mark.product()).isEqualTo("openfire");
              assertThat(mark.exploitedSince()).isEqualTo(LocalDate.of(2023, 8, 24));
              assertThat(mark.epss()).isGreaterThan(0.9);
            });
  }

  /** Processor time, not the clock's: the machine that builds may be busy. */
  @Test
  void loadsInUnderHalfASecondOfProcessorTime() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    AdvisorySnapshot.bundled();
    long start = threads.getCurrentThreadCpuTime();
    AdvisorySnapshot.bundled();
    long nanos = threads.getCurrentThreadCpuTime() - start;
    assertThat(Duration.ofNanos(nanos)).isLessThan(Duration.ofMillis(500));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static String gunzip(byte[] bytes) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
