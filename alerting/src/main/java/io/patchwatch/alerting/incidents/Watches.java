package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.Situation;
import io.patchwatch.alerting.oncall.Watch;
import io.patchwatch.alerting.oncall.Watching;
import io.patchwatch.events.IncidentCommand;
import java.time.Instant;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** How the incidents of a task are looked after, and when each has to be looked at. */
final class Watches {

  /** It waits for no time, but has to be looked at when silences change. */
  private static final Instant NO_TIME = Instant.MAX;

  private final KeyValueStore<String, Watch> store;
  private final Watching watching;
  private final Muting muting;
  private final Members members;
  private final Alarms alarms = new Alarms();

  Watches(KeyValueStore<String, Watch> store, Watching watching, Muting muting, Members members) {
    this.store = store;
    this.watching = watching;
    this.muting = muting;
    this.members = members;
  }

  /** After a restart each is looked at once. */
  void load() {
    try (KeyValueIterator<String, Watch> all = store.all()) {
      all.forEachRemaining(entry -> alarms.set(entry.key, Instant.EPOCH));
    }
  }

  Alarms alarms() {
    return alarms;
  }

  Watch get(String incident) {
    Watch known = store.get(incident);
    return known == null ? Watch.FRESH : known;
  }

  /** The incident's findings had all been resolved and are open again. */
  void again(String incident) {
    store.put(incident, get(incident).again());
  }

  /** The watch as it is by now, or null when nobody has to hear of it. */
  @Nullable Watch lookForNews(Ledger ledger, Instant now) {
    Watch before = get(ledger.id());
    Watch after = look(ledger, now);
    return after.newsAfter(before) ? after : null;
  }

  /** The watch as it is by now. */
  Watch look(Ledger ledger, Instant now) {
    Situation it = situation(ledger, now);
    return keep(ledger.id(), watching.look(get(ledger.id()), it, now), it, now);
  }

  /** The watch after a command, or null when nobody has to hear of it. */
  @Nullable Watch obey(IncidentCommand command, Ledger ledger, Instant now) {
    Situation it = situation(ledger, now);
    Watch before = get(ledger.id());
    Watch after = watching.look(watching.obey(before, command, it, now), it, now);
    keep(ledger.id(), after, it, now);
    return after.newsAfter(before) ? after : null;
  }

  private Watch keep(String incident, Watch watch, Situation it, Instant now) {
    store.put(incident, watch);
    Instant next = watching.next(watch, it, now);
    alarms.set(incident, next == null && it.open() > 0 ? NO_TIME : next);
    return watch;
  }

  private Situation situation(Ledger ledger, Instant now) {
    return ledger.situation(ledger.open() == 0 ? null : muting.reason(ledger.id(), members, now));
  }
}
