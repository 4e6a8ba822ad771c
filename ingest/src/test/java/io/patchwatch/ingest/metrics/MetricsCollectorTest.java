package io.patchwatch.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.FakeServer;
import io.patchwatch.ingest.versions.VersionCollector;
import io.patchwatch.ingest.versions.VersionCollectorContract;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsCollectorTest extends VersionCollectorContract {

  private static final String PAGE =
      """
      # HELP synapse_build_info Build information
      # TYPE synapse_build_info gauge
      synapse_build_info{osversion="Linux \\"6.1\\", x}",pythonversion="CPython 3.13",version="1.157.1"} 1.0
      synapse_build_infos{version="9.9.9"} 1.0
      """;

  @Override
  protected String product() {
    return "synapse";
  }

  @Override
  protected String version() {
    return "1.157.1";
  }

  @Override
  protected EvidenceSource source() {
    return EvidenceSource.METRICS;
  }

  @Override
  protected VersionCollector collector(Product product, int port, Duration timeout)
      throws Exception {
    URI url = URI.create("http://127.0.0.1:" + port + "/metrics?token=" + SECRET);
    Map<String, Secret> headers = Map.of("Authorization", Secret.of("Bearer " + SECRET));
    return new MetricsCollector(product, new MetricsPage(url, headers, timeout, TlsOptions.SYSTEM));
  }

  private static void answer(FakeServer.Line line, String status, String body) throws Exception {
    line.hear("\r\n\r\n");
    line.say("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  @Override
  protected void rightAnswer(FakeServer.Line line) throws Exception {
    answer(line, "200 OK", PAGE);
  }

  @Override
  protected FakeServer.Script otherProduct() {
    return null; // another product has other metrics: then there is no version at all
  }

  @Override
  protected FakeServer.Script refusal() {
    return line -> answer(line, "401 Unauthorized", "");
  }

  @Override
  protected void tooMuch(FakeServer.Line line) throws Exception {
    line.hear("\r\n\r\n");
    line.say("HTTP/1.1 200 OK\r\n\r\n");
    line.sayForEver("process_cpu_seconds_total 1.0\n");
  }

  private Collected.Missed miss(String body) throws Exception {
    try (FakeServer server = new FakeServer(line -> answer(line, "200 OK", body));
        VersionCollector collector = collector(known("synapse"), server.port(), TIMEOUT)) {
      return (Collected.Missed) collector.collect();
    }
  }

  @Test
  void aPageWithoutTheMetricIsNoVersion() throws Exception {
    Collected.Missed missed = miss("prosody_info{version=\"13.0.2\"} 1\n");
    assertThat(missed.failure()).isEqualTo(Failure.UNREADABLE);
    assertThat(missed.detail()).contains("synapse_build_info");
  }

  @Test
  void twoVersionsOnOnePageAreNoVersion() throws Exception {
    assertThat(
            miss("synapse_build_info{version=\"1.1\"} 1\nsynapse_build_info{version=\"1.2\"} 1\n")
                .detail())
        .contains("two versions");
  }

  @Test
  void brokenLinesAreLeftOut() {
    assertThat(Exposition.series("m{a=\"1\nm{a=\"2\",\nm{a}\nm{\nm{a=\"3\",b=\"x\\\\\"} 1\n", "m"))
        .containsExactly(Map.of("a", "3", "b", "x\\"));
  }
}
