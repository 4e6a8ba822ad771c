package io.patchwatch.alerting.mailbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a receiver's mailbox knows beside its letters, and the decision what is sent when. Pure. */
public record Mailbox(Baseline baseline, Budget budget) {

  /** One message of these letters: a single one, or a digest. */
  record Message(List<Letter> letters) {}

  /** What is sent now, and the mailbox after that. */
  record Round(Mailbox after, List<Message> messages) {}

  /** Letters that wait to be told. Looking costs, so it is done only when something may be sent. */
  interface Waiting {

    /** What may be told by now. */
    DueLetters due();

    /** All that wait, worst first. */
    List<Letter> readAll();
  }

  /**
   * Letters that may be told by now.
   *
   * @param since for how long the oldest of them has been due
   * @param read the letters, worst first
   */
  record DueLetters(int count, Instant since, Supplier<List<Letter>> read) {}

  /** A mailbox that gets its first news now. */
  static Mailbox opened(MailboxSettings settings, Instant now) {
    Baseline baseline =
        settings.baseline() ? new Baseline.Collecting(now, now) : new Baseline.Over();
    return new Mailbox(baseline, Budget.UNSPENT);
  }

  /** The mailbox after more news. */
  Mailbox noted(Instant now) {
    return switch (baseline) {
      case Baseline.Collecting it -> new Mailbox(new Baseline.Collecting(it.first(), now), budget);
      case Baseline.Over it -> this;
    };
  }

  /** Decides what is sent now. */
  Round round(MailboxSettings settings, Waiting waiting, Instant now) {
    return switch (baseline) {
      case Baseline.Collecting it ->
          it.complete(settings, now) ? first(waiting.readAll(), now) : nothing();
      case Baseline.Over it -> usual(settings, waiting, now);
    };
  }

  private Round first(List<Letter> letters, Instant now) {
    Mailbox over = new Mailbox(new Baseline.Over(), budget);
    return letters.isEmpty() ? new Round(over, List.of()) : over.send(List.of(letters), now);
  }

  private Round usual(MailboxSettings settings, Waiting waiting, Instant now) {
    int left = budget.singlesLeft(settings.burst(), now);
    boolean digestLeft = budget.digestLeft(now);
    if (left == 0 && !digestLeft) {
      return nothing();
    }
    DueLetters due = waiting.due();
    if (due.count() <= left) {
      return send(due.read().get().stream().map(List::of).toList(), now);
    }
    boolean digest = digestLeft && !now.isBefore(due.since().plus(settings.digestWait()));
    return left == 0 && !digest ? nothing() : overflow(due.read().get(), left, digest, now);
  }

  private Round overflow(List<Letter> due, int left, boolean digest, Instant now) {
    List<List<Letter>> parts = new ArrayList<>();
    due.subList(0, left).forEach(letter -> parts.add(List.of(letter)));
    if (digest) {
      parts.add(due.subList(left, due.size()));
    }
    return send(parts, now);
  }

  private Round send(List<List<Letter>> parts, Instant now) {
    Budget spent = budget;
    List<Message> messages = new ArrayList<>();
    for (List<Letter> letters : parts) {
      spent = letters.size() == 1 ? spent.spendSingle(now) : spent.spendDigest(now);
      messages.add(new Message(List.copyOf(letters)));
    }
    return new Round(new Mailbox(baseline, spent), messages);
  }

  private Round nothing() {
    return new Round(this, List.of());
  }
}
