package io.patchwatch.alerting.oncall;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an incident is looked after. Pure: each step returns the next state.
 *
 * @param posts its destinations
 * @param calls the receivers that were called in this life
 * @param number of the newest call, over all lives
 * @param notes the newest, oldest first
 * @param mutedBy why nobody may be told; null: people may
 */
public record Watch(
    Stand stand,
    SortedMap<String, Post> posts,
    SortedMap<String, Call> calls,
    int number,
    List<Incident.Note> notes,
    @Nullable String mutedBy) {

  private static final int MOST_NOTES = 10;

  /** Of an incident that has just come up for the first time. */
  public static final Watch FRESH =
      new Watch(new Stand.Waiting(), new TreeMap<>(), new TreeMap<>(), 0, List.of(), null);

  public Watch {
    posts = new TreeMap<>(posts);
    calls = new TreeMap<>(calls);
    notes = List.copyOf(notes);
  }

  /** A new life of the incident: what was noted stays. */
  public Watch again() {
    return new Watch(new Stand.Waiting(), new TreeMap<>(), new TreeMap<>(), number, notes, null);
  }

  Watch with(Stand now) {
    return new Watch(now, posts, calls, number, notes, mutedBy);
  }

  Watch mutedBy(@Nullable String reason) {
    return new Watch(stand, posts, calls, number, notes, reason);
  }

  Watch with(String destination, Post post) {
    SortedMap<String, Post> all = new TreeMap<>(posts);
    all.put(destination, post);
    return new Watch(stand, all, calls, number, notes, mutedBy);
  }

  Watch noted(Incident.Note note) {
    if (notes.stream().anyMatch(known -> known.id().equals(note.id()))) {
      return this;
    }
    List<Incident.Note> all = new ArrayList<>(notes);
    all.add(note);
    int from = Math.max(0, all.size() - MOST_NOTES);
    return new Watch(stand, posts, calls, number, all.subList(from, all.size()), mutedBy);
  }

  Watch withoutCalls() {
    return new Watch(stand, posts, new TreeMap<>(), number, notes, mutedBy);
  }

  Watch call(Collection<String> receivers, Delivery.Kind kind, String destination) {
    SortedMap<String, Call> all = new TreeMap<>(calls);
    int next = number;
    for (String receiver : receivers) {
      all.put(receiver, new Call(++next, kind, destination));
    }
    return new Watch(stand, posts, all, next, notes, mutedBy);
  }

  /** Where an incident with open findings stands. */
  public IncidentState state() {
    return switch (stand) {
      case Stand.Taken it -> new IncidentState.Acknowledged(it.by(), it.at());
      case Stand.Closed it -> new IncidentState.Resolved(it.at());
      case Stand.Waiting it -> waiting();
    };
  }

  private IncidentState waiting() {
    return posts.values().stream()
        .filter(post -> post.step() > 0)
        .max((a, b) -> Integer.compare(a.step(), b.step()))
        .<IncidentState>map(post -> new IncidentState.Escalated(post.step(), post.stepAt()))
        .orElseGet(IncidentState.Open::new);
  }

  /** What others are shown of it; null: there is nothing. */
  public Incident.@Nullable Care care() {
    Instant until =
        switch (stand) {
          case Stand.Taken it -> it.until();
          case Stand.Closed it -> it.until();
          case Stand.Waiting it -> null;
        };
    return notes.isEmpty() && mutedBy == null && until == null
        ? null
        : new Incident.Care(notes, mutedBy, until);
  }

  /** Whether receivers have to be given this one after that one. */
  public boolean newsAfter(Watch before) {
    return !shown().equals(before.shown());
  }

  private List<Object> shown() {
    Map<String, Boolean> muted = new TreeMap<>();
    posts.forEach((name, post) -> muted.put(name, post.muted()));
    return List.of(stand, state(), calls, notes, String.valueOf(mutedBy), muted);
  }
}
