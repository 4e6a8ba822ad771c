package io.patchwatch.streams.rules;

import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.sigma.Fields;
import org.jspecify.annotations.Nullable;

/**
 * A log record as rules see it: with the server and its product beside its own fields. What the
 * record itself calls its service has no say in which server it is of.
 */
final class Line implements Fields {

  private static final String PRODUCT = "service.type";

  private @Nullable LogParsed log;

  /** The same object for the next record, so that a line that matches nothing costs nothing. */
  Line of(LogParsed next) {
    log = next;
    return this;
  }

  @Override
  public @Nullable Object value(String field) {
    LogParsed now = log;
    if (now == null) {
      return null;
    }
    Object own = field.equals(Watch.ASSET) ? now.asset().id() : now.fields().get(field);
    return own == null && field.equals(PRODUCT) ? now.product() : own;
  }

  /** The value as text; null: the record has none. */
  @Nullable String text(String field) {
    Object value = value(field);
    return value == null ? null : value.toString();
  }
}
