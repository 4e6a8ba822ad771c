package io.patchwatch.ingest.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a JSON document of somebody else's making. A missing field is absent, a field of the
 * wrong type is a {@link BadRecord} that names the place.
 */
public record Doc(Origin origin, String path, JsonNode node) {

  /** Longest list that is read. */
  public static final int MAX_ITEMS = 20_000;

  private static final int FIRST_PLAUSIBLE_YEAR = 1990;

  /** Whether the field is there and not null. */
  public boolean has(String field) {
    return node.hasNonNull(field);
  }

  /** The field's value; a missing node when it is absent. */
  public Doc at(String field) {
    return new Doc(origin, path.isEmpty() ? field : path + "." + field, node.path(field));
  }

  /** The items of a list; none when it is absent. */
  public List<Doc> each(String field) {
    Doc list = at(field);
    if (list.isAbsent()) {
      return List.of();
    }
    if (!list.node.isArray()) {
      throw list.bad("is not a list; give a list or leave the field out");
    }
    return list.items();
  }

  /** The items of this list. */
  public List<Doc> items() {
    if (node.size() > MAX_ITEMS) {
      throw bad("has " + node.size() + " items; at most " + MAX_ITEMS + " are read");
    }
    List<Doc> items = new ArrayList<>(node.size());
    for (int i = 0; i < node.size(); i++) {
      items.add(new Doc(origin, path + "[" + i + "]", node.get(i)));
    }
    return items;
  }

  /** A text that must be there. */
  public String text(String field) {
    String text = optional(field);
    if (text == null) {
      throw at(field).bad("is missing; the record cannot be used without it");
    }
    return text;
  }

  /** A trimmed text, or null when it is absent or empty. */
  public @Nullable String optional(String field) {
    Doc value = at(field);
    return value.isAbsent() ? null : value.value();
  }

  /** A trimmed text, or the empty text. */
  public String textOrEmpty(String field) {
    String text = optional(field);
    return text == null ? "" : text;
  }

  /** This text, trimmed; null when it is empty. */
  public @Nullable String value() {
    if (!node.isTextual()) {
      throw bad("is not a text; give a text in quotes");
    }
    String text = node.textValue().strip();
    return text.isEmpty() ? null : text;
  }

  /** The texts of a list; none when it is absent. */
  public List<String> texts(String field) {
    List<String> texts = new ArrayList<>();
    for (Doc item : each(field)) {
      String text = item.value();
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /**
   * An RFC 3339 time, with or without an offset (then UTC). Null when it is absent or when it is
   * one of the zero times that some databases write ({@code 0001-01-01T00:00:00Z}).
   */
  public @Nullable Instant time(String field) {
    String text = optional(field);
    if (text == null) {
      return null;
    }
    try {
      Instant time = instant(text);
      return time.atZone(ZoneOffset.UTC).getYear() < FIRST_PLAUSIBLE_YEAR ? null : time;
    } catch (DateTimeException e) {
      throw at(field).bad("is not a time; write it like 2026-01-31T12:00:00Z");
    }
  }

  /** A date, or null when it is absent. */
  public @Nullable LocalDate date(String field) {
    String text = optional(field);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw at(field).bad("is not a date; write it like 2026-01-31");
    }
  }

  /** Whether nothing is here. */
  public boolean isAbsent() {
    return node.isMissingNode() || node.isNull();
  }

  /** An error at this place. */
  public BadRecord bad(String what) {
    return new BadRecord(origin.file(), path, what);
  }

  private static Instant instant(String text) {
    var read =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return read instanceof OffsetDateTime withOffset
        ? withOffset.toInstant()
        : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
  }
}
