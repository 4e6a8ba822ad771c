package io.patchwatch.streams.sigma.match;

import io.patchwatch.streams.sigma.Fields;
import org.jspecify.annotations.Nullable;

/**
 * One event while rules are held against it: each field is looked up, turned into text and folded
 * once, and each question is answered once. Used again for the next event; not thread-safe.
 */
public final class Event {

  private static final Object ABSENT = new Object();

  private final String[] names;
  private final @Nullable Object[] values;
  private final @Nullable String[] texts;
  private final @Nullable String[] folded;
  private final long[] answers;
  private long stamp;
  private Fields fields = field -> null;

  /**
   * An event of a set of rules.
   *
   * @param names of the fields that they ask for; their indexes are the fields' numbers
   * @param questions how many different questions they ask
   */
  public Event(String[] names, int questions) {
    this.names = names.clone();
    this.values = new Object[names.length];
    this.texts = new String[names.length];
    this.folded = new String[names.length];
    this.answers = new long[questions];
  }

  /** Begins with another event. */
  public Event of(Fields event) {
    fields = event;
    stamp += 2;
    java.util.Arrays.fill(values, null);
    return this;
  }

  /** The field's value; null: it has none. */
  public @Nullable Object value(int field) {
    Object value = values[field];
    if (value == null) {
      Object found = fields.value(names[field]);
      value = found == null ? ABSENT : found;
      values[field] = value;
      texts[field] = null;
      folded[field] = null;
    }
    return value == ABSENT ? null : value;
  }

  /** The field's value as text; null: it has none. */
  public @Nullable String text(int field) {
    Object value = value(field);
    if (value == null) {
      return null;
    }
    String text = texts[field];
    if (text == null) {
      text = value.toString();
      texts[field] = text;
    }
    return text;
  }

  /** The text with {@link Folding#fold} applied; null: it has none. */
  public @Nullable String folded(int field) {
    String text = text(field);
    if (text == null) {
      return null;
    }
    String fold = folded[field];
    if (fold == null) {
      fold = Folding.fold(text);
      folded[field] = fold;
    }
    return fold;
  }

  /** Whether the field question is met; asked once for each event. */
  boolean answer(int question, FieldTest test) {
    long known = answers[question];
    if ((known | 1) == (stamp | 1) && known != 0) {
      return (known & 1) == 1;
    }
    boolean met = test.ask(this);
    answers[question] = met ? stamp | 1 : stamp;
    return met;
  }
}
