package io.patchwatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

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
    Map<String, String> figures = byName(new LogThroughput(new LogThroughput.Size(200, 10)).run());
    assertThat(figures).containsEntry("raw lines", "200").containsKey("parsed and watched");
  }

  @Test
  void pagesForAVersionAndForALogin() throws Exception {
    var size = new PageLatency.Size(50, 1, 1, false);
    Map<String, String> figures = byName(new PageLatency(size).run());
    assertThat(figures).containsEntry("pages for versions", "1");
    assertThat(figures).containsEntry("pages for logins", "1");
  }

  @Test
  void blowsAStormOfAFewFindings() throws Exception {
    Map<String, String> figures = byName(new Storm(new Storm.Size(30, 1, 5)).run());
    assertThat(figures).containsEntry("findings, each an incident", "30");
    assertThat(Integer.parseInt(figures.get("messages sent"))).isBetween(1, 12);
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
