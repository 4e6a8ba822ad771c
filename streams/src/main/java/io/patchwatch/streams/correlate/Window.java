package io.patchwatch.streams.correlate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The newest events of one group. Events may come out of order, by up to the timespan without any
 * difference. Memory is bounded: beyond {@link Question#keep()} entries, those of one slice (a 64th
 * of the timespan) become one that counts for all, so that counts and sums stay exact and only the
 * window's edge is as coarse as a slice; what is still too much loses its oldest.
 */
public final class Window {

  private static final int SLICES = 64;

  private final Question question;
  private final long span;
  private final List<Entry> entries;

  /**
   * The window with what it held before.
   *
   * @param span the timespan in milliseconds; both ends belong to it
   * @param entries in the order of time
   */
  public Window(Question question, long span, List<Entry> entries) {
    this.question = question;
    this.span = span;
    this.entries = new ArrayList<>(entries);
  }

  /** What is kept, in the order of time. */
  public List<Entry> entries() {
    return Collections.unmodifiableList(entries);
  }

  /**
   * Takes in an event.
   *
   * @return the window around it in which it is as asked, the one with most events; null when there
   *     is none, or not yet
   */
  public @Nullable Found add(Entry entry) {
    if (!entries.isEmpty() && entry.time() < entries.getLast().time() - 2 * span) {
      return null;
    }
    if (question.atTheEnd()) {
      Found over = over(entry.time());
      insert(entry);
      return over;
    }
    insert(entry);
    forget(entries.getLast().time() - 2 * span);
    Found found = around(entry.time());
    compress();
    return found;
  }

  private void insert(Entry entry) {
    int at = entries.size();
    while (at > 0 && entries.get(at - 1).compareTo(entry) > 0) {
      at--;
    }
    entries.add(at, entry);
    if (question.atTheEnd()) {
      compress();
    }
  }

  private void forget(long before) {
    int old = 0;
    while (old < entries.size() && entries.get(old).time() < before) {
      old++;
    }
    entries.subList(0, old).clear();
  }

  /** Every window that ends with an event and in which {@code time} lies. */
  private @Nullable Found around(long time) {
    Found best = null;
    for (int end = 0; end < entries.size(); end++) {
      long to = entries.get(end).time();
      boolean last = end + 1 == entries.size() || entries.get(end + 1).time() > to;
      if (to >= time && to - time <= span && last) {
        Found found = Measure.of(question, entries.subList(start(to - span), end + 1));
        best = found != null && (best == null || found.count() > best.count()) ? found : best;
      }
    }
    return best;
  }

  private int start(long from) {
    int start = 0;
    while (entries.get(start).time() < from) {
      start++;
    }
    return start;
  }

  /**
   * Time has passed: what can be answered only at the end of a window is answered now, if the
   * window that began with the oldest event ended before {@code now}.
   *
   * @param now in the time of the events, in milliseconds since 1970
   */
  public @Nullable Found over(long now) {
    if (entries.isEmpty() || !question.atTheEnd()) {
      return null;
    }
    long end = entries.getFirst().time() + span;
    if (now <= end) {
      return null;
    }
    int size = 0;
    while (size < entries.size() && entries.get(size).time() <= end) {
      size++;
    }
    Found found = Measure.of(question, List.copyOf(entries.subList(0, size)));
    entries.subList(0, size).clear();
    return found != null || entries.isEmpty() ? found : over(now);
  }

  private void compress() {
    if (entries.size() <= question.keep()) {
      return;
    }
    if (question.mergeable()) {
      Map<Slice, Entry> merged = new LinkedHashMap<>();
      entries.forEach(entry -> merged.merge(slice(entry), entry, Entry::with));
      entries.clear();
      entries.addAll(merged.values());
      Collections.sort(entries);
    }
    int surplus = entries.size() - question.keep();
    if (surplus > 0) {
      entries.subList(0, surplus).clear();
    }
  }

  private record Slice(long time, int rule, @Nullable String value) {}

  private Slice slice(Entry entry) {
    long width = Math.max(1, span / SLICES);
    return new Slice(entry.time() / width, entry.rule(), question.byValue() ? entry.value() : null);
  }
}
