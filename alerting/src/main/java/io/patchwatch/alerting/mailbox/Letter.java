package io.patchwatch.alerting.mailbox;

import io.patchwatch.alerting.incidents.News;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * One incident in one receiver's mailbox: its newest state beside what the receiver knows. What is
 * to be told follows from comparing the two, so nothing that came between is ever told late. Pure.
 *
 * @param told null: the receiver does not know it as open
 * @param since when the oldest news came that is still to be told; null: nothing is to be told
 * @param traceparent the trace of that news
 */
public record Letter(
    Incident incident,
    boolean exploited,
    @Nullable Told told,
    @Nullable Instant since,
    String traceparent) {

  /** Worst first; at the same severity what opened before what closed, older before newer. */
  static final Comparator<Letter> WORST_FIRST =
      Comparator.comparing((Letter letter) -> letter.incident.resolved())
          .thenComparing(letter -> letter.incident.severity(), Comparator.reverseOrder())
          .thenComparing(letter -> !letter.exploited)
          .thenComparing(letter -> letter.incident.openedAt())
          .thenComparing(letter -> letter.incident.id());

  /** The letter after more news. */
  static Letter receive(@Nullable Letter before, News news, String traceparent, Instant now) {
    Told told = before == null ? null : before.told;
    Letter fresh = new Letter(news.incident(), news.exploited(), told, now, traceparent);
    if (fresh.kind() == null) {
      return fresh.settled();
    }
    if (before == null || before.since == null) {
      return fresh;
    }
    return new Letter(news.incident(), news.exploited(), told, before.since, before.traceparent);
  }

  /** What is to be told; null: nothing. */
  Delivery.@Nullable Kind kind() {
    if (incident.resolved()) {
      return told == null ? null : Delivery.Kind.RESOLVED;
    }
    if (told == null) {
      return Delivery.Kind.OPENED;
    }
    return worsened(told) || joined(told) > 0 ? Delivery.Kind.UPDATED : null;
  }

  /** From when on it may be told; null: there is nothing to tell. */
  @Nullable Instant dueAt(MailboxSettings settings) {
    if (since == null) {
      return null;
    }
    Instant waited = since.plus(settings.groupWait());
    if (told == null || incident.resolved() || worsened(told)) {
      return waited;
    }
    Instant next = told.at().plus(settings.updateInterval());
    return next.isAfter(waited) ? next : waited;
  }

  /** The letter once all of it has been told. */
  Letter told(Instant now) {
    Told known = incident.resolved() ? null : Told.of(incident, exploited, now);
    return new Letter(incident, exploited, known, null, traceparent);
  }

  /** Whether nothing need be remembered any more. */
  boolean over() {
    return incident.resolved() && told == null;
  }

  /** What is new for someone who knows it; empty when it is no update. */
  String change() {
    if (told == null || incident.resolved()) {
      return "";
    }
    StringBuilder change = new StringBuilder();
    if (exploited && !told.exploited()) {
      change.append("; now exploited in the wild");
    }
    if (incident.severity().compareTo(told.severity()) > 0) {
      change.append("; severity rose from ").append(told.severity().label());
    }
    if (joined(told) > 0) {
      change.append("; ").append(joined(told)).append(" more");
    }
    return change.toString();
  }

  private Letter settled() {
    return new Letter(incident, exploited, told, null, traceparent);
  }

  private boolean worsened(Told known) {
    return incident.severity().compareTo(known.severity()) > 0 || (exploited && !known.exploited());
  }

  private long joined(Told known) {
    return incident.total() - known.total();
  }

  /** Longest time between the last news and the moment when it may be told. */
  static Duration longestWait(MailboxSettings settings) {
    return settings.groupWait().plus(settings.updateInterval());
  }
}
