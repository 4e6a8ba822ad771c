package io.patchwatch.streams;

import io.patchwatch.events.FeedReported;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.anomaly.AnomalySettings;
import io.patchwatch.streams.feeds.WatchFeeds;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.logs.LogParsers;
import io.patchwatch.streams.unpatched.Products;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Pipes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** From what was observed to what is concluded. The same on every instance. */
public final class DetectionTopology {

  private final Pipes pipes;
  private final DetectionSettings settings;
  private final LogSettings logs;
  private final Catalogue catalogue;
  private final Insight insight;

  private DetectionTopology(
      Pipes pipes,
      DetectionSettings settings,
      LogSettings logs,
      Catalogue catalogue,
      Insight insight) {
    this.pipes = pipes;
    this.settings = settings;
    this.logs = logs;
    this.catalogue = catalogue;
    this.insight = insight;
  }

  /** The topology over the topics with this prefix. */
  public static Topology build(
      String topicPrefix, DetectionSettings settings, Catalogue catalogue) {
    return build(
        topicPrefix, settings, LogSettings.defaults(), catalogue, Insight.of(settings, catalogue));
  }

  /**
   * The topology over the topics with this prefix.
   *
   * @param insight shows what happens in this process
   */
  public static Topology build(
      String topicPrefix,
      DetectionSettings settings,
      LogSettings logs,
      Catalogue catalogue,
      Insight insight) {
    Pipes pipes = new Pipes(new StreamsBuilder(), topicPrefix);
    return new DetectionTopology(pipes, settings, logs, catalogue, insight).compose();
  }

  /** The whole composition: each branch says what is so; the last one makes findings of it. */
  private Topology compose() {
    Products products = new Products(catalogue);
    KStream<String, LogParsed> parsed =
        new LogBranch(pipes, logs).parsed(new LogParsers(catalogue), insight.logs());
    RuleBranch.Found rules = new RuleBranch(pipes, insight.rules(), products).in(parsed);
    KStream<String, Signal> releases =
        new ReleaseBranch(pipes, settings, products).signals(rules.attempts());
    KStream<String, Signal> all =
        releases
            .merge(withAnomalies(rules.signals(), parsed), Named.as(Names.SERVER_SIGNALS))
            .merge(feedTrouble(), Named.as(Names.ALL_SIGNALS));
    new FindingBranch(pipes, settings.policy(), catalogue).take(all);
    return pipes.builder().build();
  }

  private KStream<String, Signal> withAnomalies(
      KStream<String, Signal> rules, KStream<String, LogParsed> logs) {
    AnomalySettings anomalies = settings.anomalies();
    return anomalies.on()
        ? rules.merge(
            new AnomalyBranch(pipes, anomalies, insight.anomalies()).signals(logs),
            Named.as(Names.LOG_SIGNALS))
        : rules;
  }

  private KStream<String, Signal> feedTrouble() {
    return pipes
        .read(Topic.FEEDS, Names.FEEDS, FeedReported.class)
        .process(WatchFeeds.supplier(), Named.as(Names.WATCH_FEEDS));
  }
}
