package io.patchwatch.alerting.mailbox;

import io.patchwatch.alerting.incidents.News;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.WireSerde;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** News about incidents in, deliveries out. */
public final class MailboxBranch {

  private final MailboxSettings settings;
  private final Function<String, MailboxSettings> ofReceiver;
  private final Duration longestWait;
  private final String prefix;

  /**
   * Such a branch.
   *
   * @param settings the usual ones
   * @param ofReceiver those of each receiver
   * @param longestWait longest time that routes let news wait, beyond the settings
   */
  public MailboxBranch(
      MailboxSettings settings,
      Function<String, MailboxSettings> ofReceiver,
      Duration longestWait,
      String prefix) {
    this.ofReceiver = ofReceiver;
    this.settings = settings;
    this.longestWait = longestWait;
    this.prefix = prefix;
  }

  /** Adds the branch to the stream of news. */
  public void on(KStream<String, News> news) {
    byReceiver(news)
        .process(new Mailboxes(settings, ofReceiver, longestWait), Named.as("keep-mailboxes"))
        .to(
            Topic.DELIVERIES.name(prefix),
            Produced.with(Serdes.String(), new WireSerde<>(Delivery.class))
                .withName("deliveries-out"));
  }

  /** All that a receiver may be told meets in one place, so that its budget can be kept. */
  private static KStream<String, News> byReceiver(KStream<String, News> news) {
    return news.flatMap(
            (incident, it) ->
                it.summons().stream().map(to -> KeyValue.pair(to.receiver(), it.only(to))).toList(),
            Named.as("news-of-each-receiver"))
        .repartition(
            Repartitioned.<String, News>as("news-by-receiver")
                .withKeySerde(Serdes.String())
                .withValueSerde(new WireSerde<>(News.class)));
  }

  private record Mailboxes(
      MailboxSettings settings, Function<String, MailboxSettings> ofReceiver, Duration longestWait)
      implements ProcessorSupplier<String, News, String, Delivery> {
    @Override
    public Processor<String, News, String, Delivery> get() {
      return new MailboxProcessor(settings, ofReceiver, longestWait);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return MailboxProcessor.stores();
    }
  }
}
