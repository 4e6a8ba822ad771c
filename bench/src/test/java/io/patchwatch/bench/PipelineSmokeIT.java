package io.patchwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@link SmokeIT} is for, of the benchmarks whose records take the whole way. */
@Timeout(180)
class PipelineSmokeIT {

  @Test
  void rejudgesAFewServers() throws Exception {
    Map<String, String> figures = SmokeIT.byName(new Rejudge(new Rejudge.Size(20, 2, 1)).run());
    assertThat(figures).containsEntry("findings held", "40");
    assertThat(figures).containsEntry("stream threads replaced", "0");
  }

  @Test
  void movesAFewLines() throws Exception {
    var size = new LogThroughput.Size(200, List.of(130), 1, 0, true);
    Map<String, String> figures = SmokeIT.byName(new LogThroughput(size, Instant.now()).run());
    assertThat(figures)
        .containsEntry("raw lines", "200")
        .containsEntry("130 rules, hold in fact", "130");
  }

  @Test
  void pagesForAVersionAndForALogin() throws Exception {
    var size = new PageLatency.Size(50, 1, 1, false);
    Map<String, String> figures = SmokeIT.byName(new PageLatency(size).run());
    assertThat(figures).containsEntry("pages for versions", "1");
    assertThat(figures).containsEntry("pages for logins", "1");
  }

  @Test
  void pagesForALineOfAFile() throws Exception {
    var size = new FileLatency.Size(500, 14, 1, 2, 3, false);
    Map<String, String> figures = SmokeIT.byName(new FileLatency(size).run());
    assertThat(figures)
        .containsEntry("pages wanted", "3")
        .containsEntry("pages received", "3")
        .containsEntry("lines that no parser read", "0")
        .containsEntry("lines seen in all", figures.get("lines written in all"));
  }
}
