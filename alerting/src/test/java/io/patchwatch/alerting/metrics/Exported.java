package io.patchwatch.alerting.metrics;

import static io.patchwatch.alerting.SampleRecords.NOON;

import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.alerting.history.ElasticsearchConnection;
import io.patchwatch.alerting.history.ElasticsearchSettings;
import io.patchwatch.alerting.history.HistoryMetrics;
import io.patchwatch.alerting.history.HistoryRole;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.alerting.status.Component;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Receipt;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a process exports whose every part has had something to count: by the real code. */
final class Exported {

  private static final Pattern SAMPLE =
      Pattern.compile("^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? \\S+$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)=\"(?:[^\"\\\\]|\\\\.)*\"");
  private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);

  private final Map<String, Set<String>> labels = new TreeMap<>();
  private final Map<String, String> types = new TreeMap<>();
  private final String text;

  private Exported(String text) {
    this.text = text;
    Matcher sample = SAMPLE.matcher(text);
    while (sample.find()) {
      Set<String> names = labels.computeIfAbsent(sample.group(1), n -> new TreeSet<>());
      Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
      while (label.find()) {
        names.add(label.group(1));
      }
    }
    Matcher type = TYPE.matcher(text);
    while (type.find()) {
      types.put(type.group(1), type.group(2));
    }
  }

  /** The page as Prometheus sees it. */
  String text() {
    return text;
  }

  /** Label names by series name, for example {@code x_seconds_bucket -> [le]}. */
  Map<String, Set<String>> labels() {
    return labels;
  }

  /** Prometheus types by metric name. */
  Map<String, String> types() {
    return types;
  }

  static Exported byTheRealCode() throws IOException {
    URI nowhere = URI.create("http://127.0.0.1:1");
    Map<String, Object> kafka = Map.of("bootstrap.servers", "127.0.0.1:1");
    List<Component> components = List.of(new Component("history", false, "waits"));
    try (ProcessMetrics process = new ProcessMetrics("0.1.0", () -> components);
        var connection = ElasticsearchConnection.open(ElasticsearchSettings.at(nowhere));
        HistoryRole history = new HistoryRole(kafka, "patchwatch.", connection)) {
      new HistoryMetrics(history).bindTo(process.registry());
      pipeline(new PipelineMetrics(process.registry()));
      fleet(process);
      return new Exported(process.scrape());
    }
  }

  private static void pipeline(PipelineMetrics pipeline) {
    pipeline
        .probes("read", 1L, Long::doubleValue)
        .published("sent", 1L, Long::doubleValue)
        .tailed("records", 1L, Long::doubleValue)
        .tailed("bytes", 1L, Long::doubleValue)
        .tailed("errors", 1L, Long::doubleValue)
        .tailed("strange_lines", 1L, Long::doubleValue)
        .tailLag(1L, Long::doubleValue)
        .inventories("read", 1L, Long::doubleValue)
        .pushed("accepted", 1L, Long::doubleValue)
        .logIntake("syslog", "published", 1L, Long::doubleValue)
        .streamsDeadLetters(1L, Long::doubleValue)
        .streamsThreadsReplaced(1L, Long::doubleValue)
        .anomalySeries("learning", 1L, Long::doubleValue)
        .logRecords("prosody", "parsed", 1L, Long::doubleValue)
        .rules("active", 1L, Long::doubleValue)
        .ruleEvents("matched", 1L, Long::doubleValue)
        .ruleTrials("web-scan", 1L, Long::doubleValue)
        .streams("detection", Map::of);
  }

  private static Incident taken(Incident it) {
    return new Incident(
        it.id(),
        2,
        new IncidentState.Acknowledged("anna", NOON.plusSeconds(60)),
        it.title(),
        it.severity(),
        it.group(),
        it.openedAt(),
        it.changedAt(),
        it.open(),
        it.total(),
        it.members(),
        it.latest());
  }

  private static void fleet(ProcessMetrics process) {
    Posture posture = new Posture();
    PostureMetrics gauges = new PostureMetrics(posture, process.registry());
    DeliveryMetrics deliveries = new DeliveryMetrics(process.registry());
    Finding finding = SampleRecords.unpatched("chat-eu-1", 1);
    Incident incident = SampleRecords.incident(finding, 1);
    posture.add(SampleRecords.runs("chat-eu-1", "4.7.4", NOON));
    posture.add(finding);
    posture.add(incident);
    deliveries.add(incident);
    deliveries.add(SampleRecords.receipt(incident, 1, new Receipt.Outcome.Sent("HTTP 200")));
    deliveries.add(SampleRecords.deadLetter(1));
    OnCallMetrics onCall = new OnCallMetrics(process.registry());
    onCall.add(incident, true);
    onCall.add(taken(incident), true);
    onCall.add(SampleRecords.incident(SampleRecords.patched("chat-eu-1", 2), 3), true);
    onCall.add(SampleRecords.patched("chat-eu-1", 2));
    onCall.add(SampleRecords.receipt(incident, 1, new Receipt.Outcome.Sent("HTTP 200")));
    FeedMetrics feeds = new FeedMetrics(process.registry());
    feeds.add(SampleRecords.feed("osv", NOON));
    process.beforeScrape(gauges::refresh);
    process.beforeScrape(feeds::refresh);
  }
}
