package io.patchwatch.alerting.schedule;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import biweekly.io.TimezoneAssignment;
import biweekly.io.TimezoneInfo;
import biweekly.property.DateStart;
import biweekly.property.RecurrenceRule;
import biweekly.util.Frequency;
import biweekly.util.com.google.ical.compat.javautil.DateIterator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * Shifts from an iCalendar file (RFC 5545), read once: each event is a shift of the person whose
 * name is its summary. Repetitions, exceptions and moved single shifts count.
 */
final class ShiftCalendar {

  private static final int MAX_BYTES = 1024 * 1024;
  private static final int MOST_EVENTS = 5000;
  private static final Duration LONGEST_SHIFT = Duration.ofDays(31);
  private static final int MOST_STEPS = 1000;

  private record Shift(VEvent event, TimeZone zone, Duration length, Set<Instant> moved) {}

  private final List<Shift> shifts = new ArrayList<>();

  private ShiftCalendar() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it cannot be used, with the place and the remedy
   */
  static ShiftCalendar read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException("calendar " + file + ": larger than 1 MiB; export less");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      List<ICalendar> all = Biweekly.parse(text).all();
      if (all.isEmpty()) {
        throw new IllegalArgumentException("calendar " + file + ": no VCALENDAR is in it");
      }
      ShiftCalendar calendar = new ShiftCalendar();
      all.forEach(calendar::add);
      return calendar;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "calendar " + file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private void add(ICalendar calendar) {
    List<VEvent> events = calendar.getEvents();
    if (events.size() > MOST_EVENTS) {
      throw new IllegalArgumentException(
          "calendar: " + events.size() + " events; at most " + MOST_EVENTS + " are taken");
    }
    for (VEvent event : events) {
      refuseTooOften(event);
      Duration length = length(event);
      if (event.getDateStart() != null && event.getSummary() != null && length != null) {
        Set<Instant> moved = event.getRecurrenceId() == null ? moved(events, event) : Set.of();
        shifts.add(new Shift(event, zone(calendar.getTimezoneInfo(), event), length, moved));
      }
    }
  }

  /** To find today's occurrence all since the first are counted, which must stay few. */
  private static void refuseTooOften(VEvent event) {
    RecurrenceRule rule = event.getRecurrenceRule();
    Frequency often =
        rule == null || rule.getValue() == null ? null : rule.getValue().getFrequency();
    if (often == Frequency.HOURLY || often == Frequency.MINUTELY || often == Frequency.SECONDLY) {
      throw new IllegalArgumentException(
          "calendar: an event repeats " + often + "; shifts may repeat DAILY or less often");
    }
  }

  /** Occurrences of a repeated event that an event of its own replaces. */
  private static Set<Instant> moved(List<VEvent> events, VEvent repeated) {
    Set<Instant> moved = new HashSet<>();
    for (VEvent other : events) {
      if (other.getRecurrenceId() != null
          && other.getUid() != null
          && other.getUid().equals(repeated.getUid())) {
        moved.add(other.getRecurrenceId().getValue().toInstant());
      }
    }
    return moved;
  }

  private static TimeZone zone(TimezoneInfo zones, VEvent event) {
    TimezoneAssignment assigned = zones.getTimezone(event.getDateStart());
    return assigned == null ? TimeZone.getTimeZone("UTC") : assigned.getTimeZone();
  }

  private static @Nullable Duration length(VEvent event) {
    DateStart start = event.getDateStart();
    if (start == null) {
      return null;
    }
    Duration length = Duration.ofDays(1);
    if (event.getDateEnd() != null) {
      length =
          Duration.between(start.getValue().toInstant(), event.getDateEnd().getValue().toInstant());
    } else if (event.getDuration() != null) {
      length = Duration.ofMillis(event.getDuration().getValue().toMillis());
    } else if (start.getValue().hasTime()) {
      return null;
    }
    boolean possible = !length.isNegative() && length.compareTo(LONGEST_SHIFT) <= 0;
    return possible ? length : null;
  }

  /** Everybody whose shift it is, in the order of the file. */
  List<String> at(Instant at) {
    return shifts.stream()
        .filter(shift -> covers(shift, at))
        .map(shift -> shift.event.getSummary().getValue().strip())
        .distinct()
        .toList();
  }

  private static boolean covers(Shift shift, Instant at) {
    DateIterator starts = shift.event.getDateIterator(shift.zone);
    starts.advanceTo(Date.from(at.minus(shift.length)));
    for (int i = 0; i < MOST_STEPS && starts.hasNext(); i++) {
      Instant start = starts.next().toInstant();
      if (start.isAfter(at)) {
        return false;
      }
      if (at.isBefore(start.plus(shift.length)) && !shift.moved.contains(start)) {
        return true;
      }
    }
    return false;
  }

  /** The names that are no person's. */
  Set<String> strangers(Set<String> people) {
    Set<String> known = new HashSet<>();
    people.forEach(name -> known.add(name.toLowerCase(Locale.ROOT)));
    Set<String> strangers = new HashSet<>();
    for (Shift shift : shifts) {
      String name = shift.event.getSummary().getValue().strip();
      if (!known.contains(name.toLowerCase(Locale.ROOT))) {
        strangers.add(name);
      }
    }
    return strangers;
  }
}
