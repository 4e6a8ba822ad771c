package io.patchwatch.alerting.incidents;

import io.patchwatch.events.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Keeps each incident's state and publishes it. Records are keyed by incident. */
final class IncidentProcessor implements Processor<String, Placed, String, News> {

  private final Titles titles;
  private final OpenIncidents openIncidents;
  private final Set<String> seenOpen = new HashSet<>();

  @SuppressWarnings("NullAway.Init") // set by init, before anything else is called
  private ProcessorContext<String, News> context;

  @SuppressWarnings("NullAway.Init") // as above
  private KeyValueStore<String, Ledger> ledgers;

  @SuppressWarnings("NullAway.Init") // as above
  private Members members;

  @SuppressWarnings("NullAway.Init") // as above
  private KeyValueStore<String, String> unpublished;

  IncidentProcessor(UnaryOperator<String> productName, OpenIncidents openIncidents) {
    this.titles = new Titles(productName);
    this.openIncidents = openIncidents;
  }

  @Override
  public void init(ProcessorContext<String, News> context) {
    this.context = context;
    ledgers = context.getStateStore(IncidentStores.LEDGERS);
    members = new Members(context.getStateStore(IncidentStores.MEMBERS));
    unpublished = context.getStateStore(IncidentStores.UNPUBLISHED);
    try (KeyValueIterator<String, Ledger> all = ledgers.all()) {
      all.forEachRemaining(entry -> count(entry.value));
    }
    context.schedule(Ledger.PACE, PunctuationType.WALL_CLOCK_TIME, time -> publishWaiting());
  }

  @Override
  public void process(Record<String, Placed> record) {
    Placed placed = record.value();
    Ledger known = ledgers.get(placed.incident());
    Ledger before = known == null ? Ledger.empty(placed) : known;
    Ledger ledger = step(before, placed);
    if (ledger == null) {
      return;
    }
    count(ledger);
    Instant now = now();
    if (ledger.urgent(now) || ledger.worseThan(before)) {
      publish(ledger, now, record.headers());
    } else {
      ledgers.put(ledger.id(), ledger);
      unpublished.put(ledger.id(), Trace.continueFrom(record.headers()).traceparent());
    }
  }

  private @Nullable Ledger step(Ledger ledger, Placed placed) {
    String fingerprint = placed.finding().fingerprint();
    Standing before = members.get(placed.incident(), fingerprint);
    if (!placed.leaves()) {
      members.put(placed.incident(), Standing.of(placed.finding()));
      return ledger.join(placed, before);
    }
    if (before == null) {
      return null;
    }
    members.remove(placed.incident(), fingerprint);
    return ledger.leave(placed, before);
  }

  private void publish(Ledger ledger, Instant now, Headers headers) {
    Ledger published = ledger.published(now);
    ledgers.put(published.id(), published);
    unpublished.delete(published.id());
    List<Standing> worst = members.worst(published.id());
    News news =
        new News(
            published.incident(worst, titles.of(published, worst)),
            published.exploited() > 0,
            List.copyOf(published.receivers()));
    context.forward(new Record<>(published.id(), news, now.toEpochMilli(), headers));
  }

  private void publishWaiting() {
    Instant now = now();
    List<KeyValue<String, String>> due = new ArrayList<>();
    try (KeyValueIterator<String, String> all = unpublished.all()) {
      all.forEachRemaining(due::add);
    }
    for (KeyValue<String, String> each : due) {
      Ledger ledger = ledgers.get(each.key);
      if (ledger.urgent(now)) {
        publish(ledger, now, headers(each.value));
      }
    }
  }

  private static Headers headers(String traceparent) {
    Headers headers = new RecordHeaders();
    Trace trace = Trace.parse(traceparent);
    (trace == null ? Trace.start() : trace).into(headers);
    return headers;
  }

  private Instant now() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }

  private void count(Ledger ledger) {
    openIncidents.see(ledger);
    if (ledger.open() > 0) {
      seenOpen.add(ledger.id());
    } else {
      seenOpen.remove(ledger.id());
    }
  }

  @Override
  public void close() {
    seenOpen.forEach(openIncidents::forget);
    seenOpen.clear();
  }
}
