package io.patchwatch.alerting.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.Samples;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every notifier must do. */
public abstract class NotifierContract {

  protected static final Trace TRACE = Trace.start();

  private Notifier notifier;

  /** A notifier whose other side works. */
  protected abstract Notifier working();

  /** A notifier whose other side is broken. */
  protected abstract Notifier broken();

  /** Everything that the other side was told, as text. */
  protected abstract List<String> told();

  @BeforeEach
  void open() {
    notifier = working();
  }

  @AfterEach
  void close() {
    notifier.close();
  }

  @Test
  void tellsWhatHappenedWithEvidenceAndRemedy() {
    assertThat(notifier.notify(Samples.opened(), TRACE)).isInstanceOf(Receipt.Outcome.Sent.class);
    assertThat(told())
        .singleElement()
        .asString()
        .contains("[OPENED critical] CVE-2023-32315 on openfire", "chat-eu-1")
        .contains("GHSA-gw42-f939-fhvm", "http://chat-eu-1:9090/login.jsp", "Version: 4.7.4")
        .contains("4.7.5", "https://github.com/advisories/GHSA-gw42-f939-fhvm");
  }

  @Test
  void tellsResolvedWithoutTheWordsOfTheAlarm() {
    assertThat(notifier.notify(Samples.resolved(), TRACE)).isInstanceOf(Receipt.Outcome.Sent.class);
    assertThat(told()).singleElement().asString().contains("[RESOLVED]");
    assertThat(told().get(0)).doesNotContain("OPENED critical").doesNotContain("Install:");
  }

  @Test
  void tellsManyInOneMessageAndHowManyItDoesNotList() {
    assertThat(notifier.notify(Samples.digest(), TRACE)).isInstanceOf(Receipt.Outcome.Sent.class);
    assertThat(told()).singleElement().asString().contains("[DIGEST critical]", "and 6 more");
  }

  @Test
  void namesAFailureInsteadOfThrowing() {
    try (Notifier failing = broken()) {
      Receipt.Outcome outcome = failing.notify(Samples.opened(), TRACE);
      assertThat(outcome).isInstanceOf(Receipt.Outcome.Retry.class);
      assertThat(((Receipt.Outcome.Retry) outcome).reason()).isNotBlank();
    }
  }

  /** A message whose text tries to command a terminal. */
  protected static Delivery hostile() {
    Delivery it = Samples.opened();
    return new Delivery(
        it.id(),
        it.key(),
        it.receiver(),
        it.kind(),
        it.createdAt(),
        "[OPENED critical] \u001b[2J\nforged",
        it.incidents(),
        0);
  }
}
