package io.patchwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Each benchmark in a size of seconds, so that it still runs on the day when it is needed. */
@Timeout(180)
class SmokeIT {

  private static Map<String, String> byName(List<Figure> figures) {
    return figures.stream().collect(Collectors.toMap(Figure::what, Figure::value));
  }

  @Test
  void rejudgesAFewServers() throws Exception {
    Map<String, String> figures = byName(new Rejudge(new Rejudge.Size(20, 2, 1)).run());
    assertThat(figures).containsEntry("findings held", "40");
    assertThat(figures).containsEntry("stream threads replaced", "0");
  }

  @Test
  void movesAFewLines() throws Exception {
    var size = new LogThroughput.Size(200, List.of(130), 1, 0, true);
    Map<String, String> figures = byName(new LogThroughput(size, Instant.now()).run());
    assertThat(figures)
        .containsEntry("raw lines", "200")
        .containsEntry("130 rules, hold in fact", "130");
  }

  @Test
  void pagesForAVersionAndForALogin() throws Exception {
    var size = new PageLatency.Size(50, 1, 1, false);
    Map<String, String> figures = byName(new PageLatency(size).run());
    assertThat(figures).containsEntry("pages for versions", "1");
    assertThat(figures).containsEntry("pages for logins", "1");
  }

  @Test
  void pagesForALineOfAFile() throws Exception {
    var size = new FileLatency.Size(500, 14, 1, 2, 3, false);
    Map<String, String> figures = byName(new FileLatency(size).run());
    assertThat(figures)
        .containsEntry("pages wanted", "3")
        .containsEntry("pages received", "3")
        .containsEntry("lines that no parser read", "0")
        .containsEntry("lines seen in all", figures.get("lines written in all"));
  }

  @Test
  void blowsAStormOfAFewFindings() throws Exception {
    Map<String, String> figures = byName(new Storm(new Storm.Size(30, 1, 5)).run());
    assertThat(figures).containsEntry("findings, each an incident", "30");
    assertThat(Integer.parseInt(figures.get("messages sent"))).isBetween(1, 12);
  }

  @Test
  void livesThroughAQuietDay() throws Exception {
    var size = new QuietMonth.Size(8, 1, 200, 1, true, false);
    Map<String, String> figures = byName(new QuietMonth(size).run());
    assertThat(figures)
        .containsEntry("quiet: lines that no parser read", "0")
        .containsEntry("incidents: lines that no parser read", "0")
        .containsKey("incidents: told");
    assertThat(figures.get(Trouble.BRUTE_FORCE.label())).startsWith("told 1 of 1, paged 1");
  }

  @Test
  void matchesWhatThePeersMatch() throws Exception {
    Map<String, String> figures = byName(new Peers(new Peers.Size(500, 1)).run());
    String ours = figures.get("ours: failed logins with an address");
    assertThat(Integer.parseInt(ours)).isPositive();
    assertThat(figures.getOrDefault("mtail: failed logins with an address", ours)).isEqualTo(ours);
    assertThat(figures.getOrDefault("fail2ban-regex: failed logins with an address", ours))
        .isEqualTo(ours);
  }

  @Test
  void runsThePureParts() throws Exception {
    var options =
        new OptionsBuilder()
            .include("io.patchwatch.bench")
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(10))
            .shouldFailOnError(true)
            .build();
    assertThat(new Runner(options).run()).hasSizeGreaterThanOrEqualTo(15);
  }
}
