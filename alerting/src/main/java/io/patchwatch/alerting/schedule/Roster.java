package io.patchwatch.alerting.schedule;

import io.patchwatch.alerting.routing.Mutes;
import io.patchwatch.alerting.routing.OnCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** People, schedules and time intervals of a configuration. Pure, once it is read. */
public final class Roster implements OnCall, Mutes {

  private static final Duration STEP = Duration.ofMinutes(15);
  private static final Duration LOOKED_AT = Duration.ofDays(28);

  /** Somebody is on call; {@code person} is null when nobody is. */
  public record Watch(Instant from, Instant until, @Nullable String person) {}

  private final Map<String, Person> people = new LinkedHashMap<>();
  private final Map<String, Schedule> schedules = new LinkedHashMap<>();
  private final Map<String, ShiftCalendar> calendars = new HashMap<>();
  private final Map<String, NamedInterval> intervals = new LinkedHashMap<>();

  /**
   * Reads the calendars and checks all of it.
   *
   * @throws IllegalArgumentException naming every mistake with its remedy, a line each
   */
  public Roster(
      List<Person> people,
      List<Schedule> schedules,
      List<NamedInterval> intervals,
      Collection<String> receivers) {
    List<String> errors = new ArrayList<>();
    Set<String> names = new TreeSet<>(receivers);
    for (Person it : people) {
      unique(names, it.name(), "people", errors);
      this.people.put(it.name(), it);
      it.receivers().stream()
          .filter(name -> !receivers.contains(name))
          .forEach(
              name ->
                  errors.add(
                      "alerting.people["
                          + it.name()
                          + "].receivers: '"
                          + name
                          + "' is not defined; add it to alerting.receivers"));
    }
    for (Schedule it : schedules) {
      unique(names, it.name(), "schedules", errors);
      this.schedules.put(it.name(), it);
      check(it, errors);
    }
    intervals.forEach(it -> this.intervals.put(it.name(), it));
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
  }

  private static void unique(Set<String> names, String name, String key, List<String> errors) {
    if (!names.add(name)) {
      errors.add(
          "alerting."
              + key
              + ": '"
              + name
              + "' is the name of another receiver, person or schedule; rename it");
    }
  }

  private void check(Schedule schedule, List<String> errors) {
    String place = "alerting.schedules[" + schedule.name() + "]";
    Set<String> used = new TreeSet<>();
    schedule.turns().forEach(layer -> used.addAll(layer.people()));
    schedule.standIns().forEach(it -> used.add(it.person()));
    if (schedule.calendar() != null) {
      try {
        ShiftCalendar calendar = ShiftCalendar.read(schedule.calendar());
        calendars.put(schedule.name(), calendar);
        used.addAll(calendar.strangers(people.keySet()));
      } catch (IllegalArgumentException e) {
        errors.add(place + "." + e.getMessage());
      }
    }
    used.stream()
        .filter(name -> !people.containsKey(name))
        .forEach(
            name -> errors.add(place + ": '" + name + "' is no person; add it to alerting.people"));
    if (errors.isEmpty() && !schedule.gapsAllowed() && schedule.calendar() == null) {
      checkGaps(schedule, place, errors);
    }
  }

  private void checkGaps(Schedule schedule, String place, List<String> errors) {
    Instant from = schedule.turns().get(0).handOver().atZone(schedule.zone()).toInstant();
    for (Watch it : watches(schedule.name(), from, from.plus(LOOKED_AT))) {
      if (it.person() == null) {
        errors.add(
            place
                + ": nobody is on call from "
                + it.from().atZone(schedule.zone())
                + " to "
                + it.until().atZone(schedule.zone())
                + "; add a layer, or set gaps_allowed: true");
        return;
      }
    }
  }

  /** Names of the schedules. */
  public Set<String> schedules() {
    return schedules.keySet();
  }

  /** Names of the time intervals. */
  public Set<String> intervals() {
    return intervals.keySet();
  }

  /** Names that a route may have beside the receivers' own. */
  public Set<String> names() {
    Set<String> names = new TreeSet<>(people.keySet());
    names.addAll(schedules.keySet());
    return names;
  }

  /** For each person who may be meant by this name the receivers by which that one is told. */
  public List<Set<String>> ways(String name) {
    Schedule schedule = schedules.get(name);
    if (schedule == null) {
      Person person = people.get(name);
      return List.of(person == null ? Set.of(name) : Set.copyOf(person.receivers()));
    }
    Set<String> members = new TreeSet<>();
    schedule.turns().forEach(layer -> members.addAll(layer.people()));
    schedule.standIns().forEach(it -> members.add(it.person()));
    if (schedule.calendar() != null) {
      members.addAll(people.keySet());
    }
    return members.stream().flatMap(it -> ways(it).stream()).toList();
  }

  @Override
  public List<String> receivers(String name, Instant at) {
    if (schedules.containsKey(name)) {
      return onCall(name, at).stream().flatMap(it -> it.receivers().stream()).distinct().toList();
    }
    Person person = people.get(name);
    return person == null ? List.of(name) : person.receivers();
  }

  /** Who is on call by a schedule; several when a calendar says so, none in a gap. */
  public List<Person> onCall(String schedule, Instant at) {
    Schedule it = schedules.get(schedule);
    if (it == null) {
      throw new IllegalArgumentException(
          "there is no schedule '" + schedule + "'; known are " + schedules.keySet());
    }
    for (StandIn standIn : it.standIns()) {
      if (standIn.contains(at)) {
        return known(List.of(standIn.person()));
      }
    }
    ShiftCalendar calendar = calendars.get(schedule);
    List<Person> byCalendar = calendar == null ? List.of() : known(calendar.at(at));
    return byCalendar.isEmpty() ? byTurn(it, at) : byCalendar;
  }

  private List<Person> byTurn(Schedule schedule, Instant at) {
    for (Layer layer : schedule.turns()) {
      String person = layer.at(at, schedule.zone());
      if (person != null) {
        return known(List.of(person));
      }
    }
    return List.of();
  }

  private List<Person> known(List<String> names) {
    List<Person> found = new ArrayList<>();
    for (String name : names) {
      people.values().stream()
          .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
          .forEach(found::add);
    }
    return found;
  }

  /** Who is on call between these times, gaps included; changes are found to 15 minutes. */
  public List<Watch> watches(String schedule, Instant from, Instant until) {
    List<Watch> watches = new ArrayList<>();
    Instant begin = from;
    String person = name(schedule, from);
    for (Instant at = from.plus(STEP); at.isBefore(until); at = at.plus(STEP)) {
      String now = name(schedule, at);
      if (!String.valueOf(now).equals(String.valueOf(person))) {
        watches.add(new Watch(begin, at, person));
        begin = at;
        person = now;
      }
    }
    watches.add(new Watch(begin, until, person));
    return watches;
  }

  private @Nullable String name(String schedule, Instant at) {
    List<Person> found = onCall(schedule, at);
    return found.isEmpty() ? null : String.join(" and ", found.stream().map(Person::name).toList());
  }

  @Override
  public boolean active(String timeInterval, Instant at) {
    NamedInterval interval = intervals.get(timeInterval);
    return interval != null && interval.contains(at);
  }
}
