package io.patchwatch.alerting.oncall;

import io.patchwatch.alerting.routing.Terms;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.IncidentClosed;
import io.patchwatch.events.IncidentCommand;
import io.patchwatch.events.IncidentNoted;
import io.patchwatch.events.IncidentUnacknowledged;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who is called about an incident, and when it has to be looked at again. Pure. */
public final class Watching {

  /** What lies further ahead than this was written before the clock was put back. */
  static final Duration CLOCK_WENT_BACK = Duration.ofSeconds(2);

  /** So soon it is tried again when nobody was on call. */
  private static final Duration SOON = Duration.ofSeconds(1);

  private final OnCallRules rules;

  public Watching(OnCallRules rules) {
    this.rules = rules;
  }

  /** The watch after time has passed or the situation has changed. */
  public Watch look(Watch before, Situation it, Instant now) {
    Watch watch = before.mutedBy(it.mutedBy());
    if (it.open() == 0) {
      return over(watch, it, now);
    }
    watch = stand(watch, it, now);
    for (var destination : it.destinations().entrySet()) {
      watch = look(watch, destination.getKey(), destination.getValue(), now);
    }
    return watch;
  }

  /** That it is over is told when the route's time intervals allow. */
  private Watch over(Watch watch, Situation it, Instant now) {
    Watch over = watch.with(new Stand.Waiting());
    for (var post : watch.posts().entrySet()) {
      Terms terms = it.destinations().getOrDefault(post.getKey(), Terms.USUAL);
      boolean muted = terms.mutedAt(rules.mutes(), now);
      over = over.with(post.getKey(), post.getValue().muted(muted, now));
    }
    return over;
  }

  private static Watch stand(Watch watch, Situation it, Instant now) {
    return switch (watch.stand()) {
      case Stand.Waiting waiting -> watch;
      case Stand.Taken taken -> taken.over(now) ? open(watch, now) : watch;
      case Stand.Closed closed -> closed.over(it, now) ? anew(watch, now) : watch;
    };
  }

  /** Nobody has it any more: all its people are reminded and the chains begin again. */
  private static Watch open(Watch watch, Instant now) {
    Watch open = watch.with(new Stand.Waiting());
    for (var post : watch.posts().entrySet()) {
      open = open.with(post.getKey(), post.getValue().again(now));
    }
    return open;
  }

  /** It was closed and still fires: all were told that it is over, so all begins anew. */
  private static Watch anew(Watch watch, Instant now) {
    Watch open = watch.with(new Stand.Waiting()).withoutCalls();
    for (String destination : watch.posts().keySet()) {
      open = open.with(destination, Post.fresh(now));
    }
    return open;
  }

  private Watch look(Watch watch, String destination, Terms terms, Instant now) {
    Post known = watch.posts().get(destination);
    boolean muted = watch.mutedBy() != null || terms.mutedAt(rules.mutes(), now);
    Post post = (known == null ? Post.fresh(now) : known.notAhead(now)).muted(muted, now);
    if (muted || !(watch.stand() instanceof Stand.Waiting)) {
      return watch.with(destination, post);
    }
    if (post.calledAt() == null) {
      return first(watch, destination, post, terms, now);
    }
    return pressed(watch, destination, post, terms, now);
  }

  /** When nobody is on call, the chain's people are called at once. */
  private Watch first(Watch watch, String destination, Post post, Terms terms, Instant now) {
    Set<String> receivers = onCall(destination, now);
    return receivers.isEmpty()
        ? escalated(watch, destination, post, terms, now)
        : watch
            .with(destination, post.called(now))
            .call(receivers, Delivery.Kind.OPENED, destination);
  }

  /** Does the next step at which somebody is on call; without one it is tried again later. */
  private Watch escalated(Watch watch, String destination, Post post, Terms terms, Instant now) {
    Escalation chain = rules.escalation(terms.escalation());
    Post done = post;
    Escalation.Step next = chain == null ? null : chain.next(done.step());
    while (chain != null && next != null) {
      done = done.escalated(now);
      Set<String> receivers = onCall(next.receivers(), now);
      if (!receivers.isEmpty()) {
        return watch.with(destination, done).call(receivers, Delivery.Kind.ESCALATED, destination);
      }
      next = chain.next(done.step());
    }
    return watch.with(destination, post);
  }

  private Watch pressed(Watch watch, String destination, Post post, Terms terms, Instant now) {
    Escalation chain = rules.escalation(terms.escalation());
    Escalation.Step next = chain == null ? null : chain.next(post.step());
    if (next != null && post.stepDue(next, now)) {
      return escalated(watch, destination, post, terms, now);
    }
    if (post.reminderDue(repeat(terms), now)) {
      List<String> names = new ArrayList<>(List.of(destination));
      if (chain != null) {
        chain.steps().stream().limit(post.step()).forEach(done -> names.addAll(done.receivers()));
      }
      return watch
          .with(destination, post.called(now))
          .call(onCall(names, now), Delivery.Kind.REMINDER, destination);
    }
    return watch.with(destination, post);
  }

  private Set<String> onCall(String name, Instant now) {
    return onCall(List.of(name), now);
  }

  private Set<String> onCall(List<String> names, Instant now) {
    Set<String> receivers = new LinkedHashSet<>();
    names.forEach(name -> receivers.addAll(rules.onCall().receivers(name, now)));
    return receivers;
  }

  private Duration repeat(Terms terms) {
    return Objects.requireNonNullElse(terms.repeatInterval(), rules.repeatInterval());
  }

  /** The watch after a person's command; unchanged when it says nothing new. */
  public Watch obey(Watch watch, IncidentCommand command, Situation it, Instant now) {
    return switch (command) {
      case IncidentNoted note ->
          watch.noted(new Incident.Note(note.id(), note.time(), note.by(), note.text()));
      case IncidentAcknowledged take -> acknowledged(watch, take, it, now);
      case IncidentUnacknowledged leave ->
          watch.stand() instanceof Stand.Taken ? open(watch, now) : watch;
      case IncidentClosed close ->
          it.open() == 0 || earlierLife(close.opened(), it) ? watch : closed(watch, close, it, now);
    };
  }

  private Watch acknowledged(Watch watch, IncidentAcknowledged take, Situation it, Instant now) {
    Instant until = take.until() == null ? now.plus(rules.acknowledgeTimeout()) : take.until();
    boolean late =
        it.open() == 0
            || watch.stand() instanceof Stand.Closed
            || earlierLife(take.opened(), it)
            || !until.isAfter(now);
    return late ? watch : watch.with(new Stand.Taken(take.by(), now, until));
  }

  private Watch closed(Watch watch, IncidentClosed close, Situation it, Instant now) {
    Instant until = now.plus(rules.closedByHand());
    return watch.with(
        new Stand.Closed(close.by(), now, until, close.reason(), it.total(), it.severity()));
  }

  private static boolean earlierLife(@Nullable Instant opened, Situation it) {
    return opened != null && !opened.equals(it.openedAt());
  }

  /** When it has to be looked at again, if nothing happens before; null: never. */
  public @Nullable Instant next(Watch watch, Situation it, Instant now) {
    boolean open = it.open() > 0;
    List<Instant> times = new ArrayList<>();
    if (open) {
      switch (watch.stand()) {
        case Stand.Taken taken -> times.add(taken.until());
        case Stand.Closed closed -> times.add(closed.until());
        case Stand.Waiting waiting ->
            it.destinations().forEach((name, terms) -> times(watch, name, terms, times));
      }
    }
    boolean muted = watch.posts().values().stream().anyMatch(Post::muted);
    if ((open || muted) && it.destinations().values().stream().anyMatch(Terms::timed)) {
      times.add(now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES));
    }
    return times.stream()
        .map(at -> at.isAfter(now) ? at : now.plus(SOON))
        .min(Instant::compareTo)
        .orElse(null);
  }

  private void times(Watch watch, String destination, Terms terms, List<Instant> times) {
    Post post = watch.posts().get(destination);
    if (post == null || post.muted()) {
      return;
    }
    if (post.calledAt() == null) {
      times.add(Instant.EPOCH); // nobody was on call
      return;
    }
    times.add(post.calledAt().plus(repeat(terms)));
    Escalation chain = rules.escalation(terms.escalation());
    Escalation.Step next = chain == null ? null : chain.next(post.step());
    if (next != null) {
      times.add(post.stepAt().plus(next.after()));
    }
  }

  /** What the receivers that were called are to know. */
  public static List<Summons> summons(Watch watch, Situation it) {
    List<Summons> all = new ArrayList<>();
    watch
        .calls()
        .forEach(
            (receiver, call) -> {
              Terms terms = it.destinations().getOrDefault(call.destination(), Terms.USUAL);
              all.add(
                  new Summons(
                      receiver,
                      call.number(),
                      call.kind(),
                      hush(watch, call),
                      terms.groupWait(),
                      terms.groupInterval()));
            });
    return all;
  }

  private static Summons.Hush hush(Watch watch, Call call) {
    if (watch.mutedBy() != null) {
      return Summons.Hush.MUTED;
    }
    Post post = watch.posts().get(call.destination());
    return post != null && post.muted() ? Summons.Hush.OFF_HOURS : Summons.Hush.NONE;
  }
}
