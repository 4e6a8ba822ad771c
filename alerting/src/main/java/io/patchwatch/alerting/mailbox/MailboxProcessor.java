package io.patchwatch.alerting.mailbox;

import io.patchwatch.alerting.incidents.News;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Trace;
import io.patchwatch.events.topics.WireSerde;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Keeps the mailboxes and sends what is due. News comes, deliveries go, keyed by receiver. */
final class MailboxProcessor implements Processor<String, News, String, Delivery> {

  /** So often it is looked what is due. */
  static final Duration BEAT = Duration.ofMillis(50);

  private static final String MAILBOXES = "mailboxes";

  private final MailboxSettings settings;
  private final Function<String, MailboxSettings> ofReceiver;
  private final Duration longestWait;

  @SuppressWarnings("NullAway.Init") // set by init, before anything else is called
  private ProcessorContext<String, Delivery> context;

  @SuppressWarnings("NullAway.Init") // as above
  private KeyValueStore<String, Mailbox> mailboxes;

  @SuppressWarnings("NullAway.Init") // as above
  private Letters letters;

  MailboxProcessor(
      MailboxSettings settings,
      Function<String, MailboxSettings> ofReceiver,
      Duration longestWait) {
    this.ofReceiver = ofReceiver;
    this.settings = settings;
    this.longestWait = longestWait;
  }

  static Set<StoreBuilder<?>> stores() {
    Set<StoreBuilder<?>> stores = new HashSet<>(Letters.stores());
    stores.add(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(MAILBOXES),
            Serdes.String(),
            new WireSerde<>(Mailbox.class)));
    return stores;
  }

  @Override
  public void init(ProcessorContext<String, Delivery> context) {
    this.context = context;
    mailboxes = context.getStateStore(MAILBOXES);
    letters = new Letters(context, settings, longestWait);
    context.schedule(BEAT, PunctuationType.WALL_CLOCK_TIME, time -> sendDue());
  }

  @Override
  public void process(Record<String, News> record) {
    Instant now = now();
    String receiver = record.key();
    News news = record.value();
    Mailbox mailbox = mailboxes.get(receiver);
    mailboxes.put(receiver, mailbox == null ? Mailbox.opened(settings, now) : mailbox.noted(now));
    Letter before = letters.get(receiver, news.incident().id());
    String trace = Trace.continueFrom(record.headers()).traceparent();
    letters.put(receiver, Letter.receive(before, news, trace, now));
  }

  private void sendDue() {
    Instant now = now();
    List<KeyValue<String, Mailbox>> all = new ArrayList<>();
    try (KeyValueIterator<String, Mailbox> each = mailboxes.all()) {
      each.forEachRemaining(all::add);
    }
    all.forEach(entry -> sendDue(entry.key, entry.value, now));
  }

  private void sendDue(String receiver, Mailbox mailbox, Instant now) {
    Mailbox.Round round =
        mailbox.round(ofReceiver.apply(receiver), letters.waiting(receiver, now), now);
    round.messages().forEach(message -> send(receiver, message, now));
    if (!round.after().equals(mailbox)) {
      mailboxes.put(receiver, round.after());
    }
  }

  private void send(String receiver, Mailbox.Message message, Instant now) {
    var headers = new RecordHeaders();
    byte[] trace = message.letters().get(0).traceparent().getBytes(StandardCharsets.US_ASCII);
    headers.add(Trace.HEADER, trace);
    Delivery delivery = Deliveries.of(receiver, message, now);
    context.forward(new Record<>(receiver, delivery, now.toEpochMilli(), headers));
    message.letters().forEach(letter -> letters.put(receiver, letter.told(now)));
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
