package io.patchwatch.alerting.mailbox;

import io.patchwatch.alerting.incidents.News;
import io.patchwatch.alerting.oncall.Summons;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One incident in one receiver's mailbox: its newest state beside what the receiver knows. What is
 * to be told follows from comparing the two, so nothing that came between is ever told late. Pure.
 *
 * @param told null: the receiver does not know it as open
 * @param since when the oldest news came that is still to be told; null: nothing is to be told
 * @param traceparent the trace of that news
 * @param summons how the receiver is called; null: it was written before there were any
 */
public record Letter(
    Incident incident,
    boolean exploited,
    @Nullable Told told,
    @Nullable Instant since,
    String traceparent,
    @Nullable Summons summons) {

  private static final Summons NO_SUMMONS =
      new Summons("nobody", 0, Delivery.Kind.OPENED, Summons.Hush.NONE, null, null);

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
    Summons summons = news.summons().isEmpty() ? null : news.summons().get(0);
    Letter fresh = new Letter(news.incident(), news.exploited(), told, now, traceparent, summons);
    if (fresh.kind() == null) {
      return fresh.settled();
    }
    if (before == null || before.since == null) {
      return fresh;
    }
    return new Letter(
        news.incident(), news.exploited(), told, before.since, before.traceparent, summons);
  }

  /** What is to be told; null: nothing. */
  Delivery.@Nullable Kind kind() {
    if (incident.resolved()) {
      return told == null || called().hush() == Summons.Hush.OFF_HOURS
          ? null
          : Delivery.Kind.RESOLVED;
    }
    if (called().hush() != Summons.Hush.NONE) {
      return null;
    }
    boolean taken = incident.state() instanceof IncidentState.Acknowledged;
    if (told == null) {
      return taken ? null : first();
    }
    if (taken && !told.acknowledged()) {
      return Delivery.Kind.ACKNOWLEDGED;
    }
    return pressing(told, taken) ? pressing() : update(told);
  }

  private Delivery.Kind pressing() {
    return called().kind() == Delivery.Kind.OPENED ? Delivery.Kind.REMINDER : called().kind();
  }

  private Delivery.Kind first() {
    return called().kind() == Delivery.Kind.ESCALATED
        ? Delivery.Kind.ESCALATED
        : Delivery.Kind.OPENED;
  }

  /** Whether it has to be told although nothing is new: nobody has taken it. */
  private boolean pressing(Told known, boolean taken) {
    boolean news = called().kind() != Delivery.Kind.OPENED || known.acknowledged();
    return !taken && news && known.missed(called());
  }

  private Delivery.@Nullable Kind update(Told known) {
    return worsened(known) || joined(known) > 0 ? Delivery.Kind.UPDATED : null;
  }

  private Summons called() {
    return summons == null ? NO_SUMMONS : summons;
  }

  /** From when on it may be told; null: there is nothing to tell. */
  @Nullable Instant dueAt(MailboxSettings settings) {
    Delivery.Kind kind = since == null ? null : kind();
    if (since == null || kind == null) {
      return null;
    }
    return switch (kind) {
      case REMINDER, ESCALATED, ACKNOWLEDGED -> since;
      case OPENED, RESOLVED, DIGEST -> since.plus(groupWait(settings));
      case UPDATED -> updateDueAt(settings, since);
    };
  }

  private Instant updateDueAt(MailboxSettings settings, Instant from) {
    Instant waited = from.plus(groupWait(settings));
    if (told == null || worsened(told)) {
      return waited;
    }
    Instant next =
        told.at()
            .plus(Objects.requireNonNullElse(called().groupInterval(), settings.updateInterval()));
    return next.isAfter(waited) ? next : waited;
  }

  private Duration groupWait(MailboxSettings settings) {
    return Objects.requireNonNullElse(called().groupWait(), settings.groupWait());
  }

  /** The letter once all of it has been told. */
  Letter told(Instant now) {
    Told known =
        incident.resolved() ? null : Told.of(incident, exploited, called(), messages() + 1, now);
    return new Letter(incident, exploited, known, null, traceparent, summons);
  }

  /**
   * What tells this message from all others to this receiver about the incident: the life, the call
   * and how many messages there were. It does not depend on how often the state was published in
   * between, which depends on when the records came.
   */
  String identity(String kind) {
    return String.join(
        " ",
        incident.id(),
        kind,
        incident.openedAt().toString(),
        Integer.toString(called().number()),
        Integer.toString(messages()));
  }

  private int messages() {
    return told == null ? 0 : told.messages();
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
    if (incident.state() instanceof IncidentState.Acknowledged it && !told.acknowledged()) {
      change.append("; taken by ").append(it.by());
    }
    if (told.acknowledged() && !(incident.state() instanceof IncidentState.Acknowledged)) {
      change.append("; its acknowledgement is over");
    }
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
    return new Letter(incident, exploited, told, null, traceparent, summons);
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
