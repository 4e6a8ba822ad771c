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

  static Map<String, String> byName(List<Figure> figures) {
    return figures.stream().collect(Collectors.toMap(Figure::what, Figure::value));
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
