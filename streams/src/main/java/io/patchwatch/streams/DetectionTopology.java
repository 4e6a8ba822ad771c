package io.patchwatch.streams;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Command;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.Finding;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.WireSerde;
import io.patchwatch.streams.feeds.WatchFeeds;
import io.patchwatch.streams.intake.PublicRecords;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.logs.BruteForce;
import io.patchwatch.streams.logs.LogCounters;
import io.patchwatch.streams.logs.LogParsers;
import io.patchwatch.streams.logs.ParseLogs;
import io.patchwatch.streams.logs.VersionLines;
import io.patchwatch.streams.policy.ExceptionStore;
import io.patchwatch.streams.policy.PolicedFindings;
import io.patchwatch.streams.policy.TakeCommands;
import io.patchwatch.streams.policy.WatchRollout;
import io.patchwatch.streams.unpatched.AdvisoryNews;
import io.patchwatch.streams.unpatched.AssetSoftware;
import io.patchwatch.streams.unpatched.JudgeReleases;
import io.patchwatch.streams.unpatched.ProductNews;
import io.patchwatch.streams.unpatched.Products;
import io.patchwatch.streams.wiring.Names;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** From what was observed to what is concluded. The same on every instance. */
public final class DetectionTopology {

  private final StreamsBuilder builder = new StreamsBuilder();
  private final String topicPrefix;
  private final DetectionSettings settings;
  private final Products products;
  private final LogParsers parsers;
  private final LogCounters logCounters;
  private final Catalogue catalogue;

  private DetectionTopology(
      String topicPrefix,
      DetectionSettings settings,
      Catalogue catalogue,
      LogCounters logCounters) {
    this.logCounters = logCounters;
    this.topicPrefix = topicPrefix;
    this.settings = settings;
    this.catalogue = catalogue;
    this.products = new Products(catalogue);
    this.parsers = new LogParsers(catalogue);
  }

  /** The topology over the topics with this prefix. */
  public static Topology build(
      String topicPrefix, DetectionSettings settings, Catalogue catalogue) {
    return build(topicPrefix, settings, catalogue, new LogCounters(catalogue));
  }

  /**
   * The topology over the topics with this prefix.
   *
   * @param logCounters counts the log records by product
   */
  public static Topology build(
      String topicPrefix,
      DetectionSettings settings,
      Catalogue catalogue,
      LogCounters logCounters) {
    return new DetectionTopology(topicPrefix, settings, catalogue, logCounters).compose();
  }

  private Topology compose() {
    KStream<String, ProductNews> software = assetSoftware();
    KStream<String, ProductNews> advisories = advisoryNews();
    KStream<String, ProductNews> byProduct =
        software
            .merge(advisories, Named.as(Names.PRODUCT_NEWS))
            .repartition(internal(Names.BY_PRODUCT, ProductNews.class));
    KStream<String, Signal> unpatched =
        judge(byProduct).merge(promotions(byProduct), Named.as(Names.RELEASE_SIGNALS));
    KStream<String, Signal> attacked = bruteForce(parsedLogs());
    KStream<String, Signal> servers = unpatched.merge(attacked, Named.as(Names.SERVER_SIGNALS));
    findings(servers.merge(feedTrouble(), Named.as(Names.ALL_SIGNALS)));
    return builder.build();
  }

  private KStream<String, ProductNews> assetSoftware() {
    return read(Topic.SOFTWARE, Names.SOFTWARE, SoftwareEvent.class)
        .process(
            AssetSoftware.supplier(
                settings.probeFailuresBeforeAlert(), settings.evidenceWindow(), products),
            Named.as(Names.ASSET_SOFTWARE));
  }

  private KStream<String, ProductNews> advisoryNews() {
    return read(Topic.ADVISORIES, Names.ADVISORIES, AdvisoryEvent.class)
        .process(AdvisoryNews.supplier(products::id), Named.as(Names.ADVISORY_NEWS));
  }

  private KStream<String, Signal> judge(KStream<String, ProductNews> news) {
    return news.process(
        JudgeReleases.supplier(products, settings.coverageGrace()), Named.as(Names.JUDGE));
  }

  private KStream<String, Signal> promotions(KStream<String, ProductNews> news) {
    return news.process(WatchRollout.supplier(settings.policy()), Named.as(Names.ROLLOUT));
  }

  private KStream<String, LogParsed> parsedLogs() {
    KStream<String, LogParsed> parsed =
        read(Topic.LOGS, Names.LOGS, LogObserved.class)
            .process(ParseLogs.supplier(parsers, logCounters), Named.as(Names.LOG_PARSER));
    write(parsed, Topic.LOGS_PARSED, Names.LOGS_PARSED, LogParsed.class);
    versions(parsed);
    return parsed;
  }

  /** The topic is also read here; only a sink whose topic is computed may write to such a one. */
  private void versions(KStream<String, LogParsed> logs) {
    String software = Topic.SOFTWARE.name(topicPrefix);
    logs.process(VersionLines.supplier(), Named.as(Names.VERSION_LINES))
        .to(
            (key, value, context) -> software,
            Produced.with(Serdes.String(), new WireSerde<>(SoftwareEvent.class))
                .withName(Names.SOFTWARE_OF_LOGS));
  }

  private KStream<String, Signal> bruteForce(KStream<String, LogParsed> logs) {
    return logs.process(BruteForce.supplier(settings.bruteForce()), Named.as(Names.BRUTE_FORCE));
  }

  private KStream<String, Signal> feedTrouble() {
    return read(Topic.FEEDS, Names.FEEDS, FeedReported.class)
        .process(WatchFeeds.supplier(), Named.as(Names.WATCH_FEEDS));
  }

  private void findings(KStream<String, Signal> signals) {
    KStream<String, Finding> findings =
        signals
            .repartition(internal(Names.SIGNALS, Signal.class))
            .process(
                PolicedFindings.supplier(settings.policy(), catalogue, exceptions()),
                Named.as(Names.LIFE));
    write(findings, Topic.FINDINGS, Names.FINDINGS, Finding.class);
  }

  /** Commands about exceptions, the newest of each, into the store that every process has. */
  private ExceptionStore exceptions() {
    KStream<String, ExceptionCommand> newest =
        read(Topic.COMMANDS, Names.COMMANDS, Command.class)
            .process(TakeCommands.supplier(settings.policy()), Named.as(Names.TAKE_COMMANDS));
    write(newest, Topic.EXCEPTIONS, Names.EXCEPTIONS, ExceptionCommand.class);
    ExceptionStore store = new ExceptionStore();
    builder.addGlobalStore(
        store.builder(),
        Topic.EXCEPTIONS.name(topicPrefix),
        Consumed.with(Serdes.String(), Serdes.ByteArray()),
        store.keeper());
    return store;
  }

  private <V> void write(KStream<String, V> stream, Topic topic, String name, Class<V> type) {
    stream.to(
        topic.name(topicPrefix),
        Produced.with(Serdes.String(), new WireSerde<>(type)).withName(name));
  }

  private <E> KStream<String, E> read(Topic topic, String name, Class<E> type) {
    return builder.stream(
        topic.name(topicPrefix),
        Consumed.with(Serdes.String(), PublicRecords.of(type)).withName(name));
  }

  private static <V> Repartitioned<String, V> internal(String name, Class<V> type) {
    return Repartitioned.<String, V>as(name)
        .withKeySerde(Serdes.String())
        .withValueSerde(new WireSerde<>(type));
  }
}
