package io.patchwatch.streams.rules;

import io.patchwatch.events.Asset;
import io.patchwatch.events.RuleHit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes hits: what of a record a watch needs. */
final class Hits {

  private static final int LONGEST_SAMPLE = 512;
  private static final String PART = "\u001f";
  private static final String ADDRESS = "source.ip";
  private static final String ACCOUNT = "user.name";

  private Hits() {}

  /**
   * What happened.
   *
   * @param rule name of the rule or correlation that found it
   * @param records how many log records it stands for
   * @param fields gives the value of a field; null: there is none
   */
  record Event(
      String rule,
      String id,
      Instant time,
      Asset asset,
      String product,
      long records,
      @Nullable String sample,
      String locator,
      Function<String, @Nullable String> fields) {}

  /** The hit for the watch; null when a value by which it is grouped or counted is missing. */
  static @Nullable RuleHit of(Watch watch, Event event, @Nullable Explanation why) {
    List<String> group = group(watch, event);
    String value = value(watch, event);
    if (group == null || (value == null && !watch.values().isEmpty())) {
      return null;
    }
    return new RuleHit(
        watch.name(),
        group,
        event.rule(),
        event.id(),
        event.time(),
        event.asset(),
        event.product(),
        value,
        event.records(),
        carried(watch, event),
        cut(event.sample()),
        event.locator(),
        why == null ? null : why.rule(),
        why == null ? null : why.at());
  }

  private static @Nullable List<String> group(Watch watch, Event event) {
    List<String> group = new ArrayList<>(watch.key().size());
    for (String keyField : watch.key()) {
      String value = usable(watch, event, keyField);
      if (value == null && watch.question() != null) {
        return null;
      }
      group.add(value == null ? "" : value);
    }
    if (watch.question() == null && namesNobody(watch, group)) {
      String account = usable(watch, event, ACCOUNT);
      group.add(account == null ? "" : account);
    }
    return group;
  }

  /** A single match is told also without an address; then its account tells it apart. */
  private static boolean namesNobody(Watch watch, List<String> group) {
    int address = watch.key().indexOf(ADDRESS);
    return address >= 0 && group.get(address).isEmpty() && !watch.key().contains(ACCOUNT);
  }

  private static @Nullable String usable(Watch watch, Event event, String keyField) {
    String field = watch.field(keyField, event.rule());
    return Values.usable(field, event.fields().apply(field));
  }

  private static @Nullable String value(Watch watch, Event event) {
    StringBuilder joined = new StringBuilder();
    for (String keyField : watch.values()) {
      String value = usable(watch, event, keyField);
      if (value == null) {
        return null;
      }
      joined.append(joined.isEmpty() ? "" : PART).append(value);
    }
    return joined.isEmpty() ? null : joined.toString();
  }

  private static SortedMap<String, String> carried(Watch watch, Event event) {
    SortedMap<String, String> carried = new TreeMap<>();
    for (String field : watch.needs()) {
      String value = Values.usable(field, event.fields().apply(field));
      if (value != null) {
        carried.put(field, value);
      }
    }
    return carried;
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= LONGEST_SAMPLE
        ? text
        : text.substring(0, LONGEST_SAMPLE);
  }
}
