package io.patchwatch.streams;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.Finding;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.WireSerde;
import io.patchwatch.streams.intake.PublicRecords;
import io.patchwatch.streams.life.FindingLife;
import io.patchwatch.streams.life.Signal;
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

  private DetectionTopology(String topicPrefix, DetectionSettings settings, Products products) {
    this.topicPrefix = topicPrefix;
    this.settings = settings;
    this.products = products;
  }

  /** The topology over the topics with this prefix. */
  public static Topology build(String topicPrefix, DetectionSettings settings, Products products) {
    return new DetectionTopology(topicPrefix, settings, products).compose();
  }

  private Topology compose() {
    KStream<String, ProductNews> software = assetSoftware();
    KStream<String, ProductNews> advisories = advisoryNews();
    KStream<String, Signal> unpatched =
        judge(software.merge(advisories, Named.as(Names.PRODUCT_NEWS)));
    findings(unpatched);
    return builder.build();
  }

  private KStream<String, ProductNews> assetSoftware() {
    return read(Topic.SOFTWARE, Names.SOFTWARE, SoftwareEvent.class)
        .process(
            AssetSoftware.supplier(settings.probeFailuresBeforeAlert(), products::id),
            Named.as(Names.ASSET_SOFTWARE));
  }

  private KStream<String, ProductNews> advisoryNews() {
    return read(Topic.ADVISORIES, Names.ADVISORIES, AdvisoryEvent.class)
        .process(AdvisoryNews.supplier(products::id), Named.as(Names.ADVISORY_NEWS));
  }

  private KStream<String, Signal> judge(KStream<String, ProductNews> news) {
    return news.repartition(internal(Names.BY_PRODUCT, ProductNews.class))
        .process(JudgeReleases.supplier(products, settings.coverageGrace()), Named.as(Names.JUDGE));
  }

  private void findings(KStream<String, Signal> signals) {
    signals
        .repartition(internal(Names.SIGNALS, Signal.class))
        .process(FindingLife.supplier(), Named.as(Names.LIFE))
        .to(
            Topic.FINDINGS.name(topicPrefix),
            Produced.with(Serdes.String(), new WireSerde<>(Finding.class))
                .withName(Names.FINDINGS));
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
