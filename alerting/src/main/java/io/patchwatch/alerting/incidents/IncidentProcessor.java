package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.oncall.Watch;
import io.patchwatch.alerting.oncall.Watching;
import io.patchwatch.events.IncidentCommand;
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
final class IncidentProcessor implements Processor<String, Inbound, String, News> {

  private final OnCallRules rules;
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

  @SuppressWarnings("NullAway.Init") // as above
  private Muting muting;

  @SuppressWarnings("NullAway.Init") // as above
  private Watches watches;

  private boolean loaded;
  private Instant lastLook = Instant.EPOCH;

  IncidentProcessor(
      OnCallRules rules, UnaryOperator<String> productName, OpenIncidents openIncidents) {
    this.rules = rules;
    this.titles = new Titles(productName);
    this.openIncidents = openIncidents;
  }

  @Override
  public void init(ProcessorContext<String, News> context) {
    this.context = context;
    ledgers = context.getStateStore(IncidentStores.LEDGERS);
    members = new Members(context.getStateStore(IncidentStores.MEMBERS));
    unpublished = context.getStateStore(IncidentStores.UNPUBLISHED);
    Silences silences = new Silences(context.getStateStore(IncidentStores.SILENCES));
    Inhibitions inhibitions =
        new Inhibitions(rules.inhibitRules(), context.getStateStore(IncidentStores.SIGNALS));
    muting = new Muting(silences, inhibitions);
    KeyValueStore<String, Watch> kept = context.getStateStore(IncidentStores.WATCHES);
    watches = new Watches(kept, new Watching(rules), muting, members);
    try (KeyValueIterator<String, Ledger> all = ledgers.all()) {
      all.forEachRemaining(entry -> count(entry.value));
    }
    context.schedule(Ledger.PACE, PunctuationType.WALL_CLOCK_TIME, time -> beat());
  }

  @Override
  public void process(Record<String, Inbound> record) {
    load();
    switch (record.value()) {
      case Placed it -> place(it, record.headers());
      case Inbound.Order it -> obey(it.command(), record.headers());
      case Inbound.Quiet it -> muting.take(it, now());
      case Inbound.Signal it -> muting.take(it);
    }
  }

  /** The stores are complete once something happens. */
  private void load() {
    if (!loaded) {
      loaded = true;
      muting.load();
      watches.load();
    }
  }

  private void place(Placed placed, Headers headers) {
    Ledger known = ledgers.get(placed.incident());
    Ledger before = known == null ? Ledger.empty(placed) : known;
    Ledger ledger = step(before, placed);
    if (ledger == null) {
      return;
    }
    if (before.open() == 0) {
      watches.again(ledger.id());
    }
    count(ledger);
    Instant now = now();
    if (ledger.urgent(now) || ledger.worseThan(before)) {
      publish(ledger, watches.look(ledger, now), now, headers);
    } else {
      ledgers.put(ledger.id(), ledger);
      unpublished.put(ledger.id(), Trace.continueFrom(headers).traceparent());
    }
  }

  private void obey(IncidentCommand command, Headers headers) {
    Ledger ledger = ledgers.get(command.incident());
    Watch news = ledger == null ? null : watches.obey(command, ledger, now());
    if (ledger != null && news != null) {
      publish(ledger, news, now(), headers);
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

  private void publish(Ledger ledger, Watch watch, Instant now, Headers headers) {
    Ledger published = ledger.published(now);
    ledgers.put(published.id(), published);
    unpublished.delete(published.id());
    List<Standing> worst = members.worst(published.id());
    News news =
        new News(
            published.incident(worst, titles.of(published, worst, watch.stand()), watch),
            published.exploited() > 0,
            Watching.summons(watch, published.situation(null)));
    context.forward(new Record<>(published.id(), news, now.toEpochMilli(), headers));
  }

  private void beat() {
    load();
    Instant now = now();
    publishWaiting(now);
    boolean wentBack = now.isBefore(lastLook);
    lastLook = now;
    boolean all = muting.changedBy(now) || wentBack;
    for (String incident : all ? watches.alarms().all() : watches.alarms().due(now)) {
      look(incident, now);
    }
  }

  private void look(String incident, Instant now) {
    Ledger ledger = ledgers.get(incident);
    if (ledger == null) {
      watches.alarms().set(incident, null);
      return;
    }
    Watch news = watches.lookForNews(ledger, now);
    if (news != null) {
      publish(ledger, news, now, headers(Trace.start().traceparent()));
    }
  }

  private void publishWaiting(Instant now) {
    List<KeyValue<String, String>> due = new ArrayList<>();
    try (KeyValueIterator<String, String> all = unpublished.all()) {
      all.forEachRemaining(due::add);
    }
    for (KeyValue<String, String> each : due) {
      Ledger ledger = ledgers.get(each.key);
      if (ledger.urgent(now)) {
        publish(ledger, watches.look(ledger, now), now, headers(each.value));
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
