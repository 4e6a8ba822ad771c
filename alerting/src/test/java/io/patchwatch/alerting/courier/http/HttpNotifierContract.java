package io.patchwatch.alerting.courier.http;

import static io.patchwatch.alerting.TestReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.NotifierContract;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every notifier that speaks HTTP must do. */
public abstract class HttpNotifierContract extends NotifierContract {

  private static final Duration SHORT = Duration.ofMillis(400);

  protected final TestReceiver receiver = TestReceiver.start();

  /** Settings that lead to this address. */
  protected abstract Way to(String url, Duration timeout);

  /** How the service says yes. */
  protected abstract String yes();

  /** An answer that is no success although its status is 200; empty: the service has none. */
  protected abstract String no();

  /** What a reader sees of this call. */
  protected abstract String read(TestReceiver.Call call);

  /** A secret of the settings. */
  protected String secret() {
    return "t0ken";
  }

  @BeforeEach
  void sayYes() {
    receiver.usually(text(200, yes()));
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  protected static TestReceiver.Answer text(int status, String text) {
    return status(status, text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected Notifier working() {
    return open(receiver.url(), Duration.ofSeconds(10));
  }

  @Override
  protected Notifier broken() {
    return open("http://127.0.0.1:1/hook", Duration.ofSeconds(10));
  }

  @Override
  protected List<String> told() {
    return receiver.calls().stream().map(this::read).filter(text -> !text.isEmpty()).toList();
  }

  private Notifier open(String url, Duration timeout) {
    return to(url, timeout).open(new Supplies(() -> Findings.NOON, Words.english(), System.out));
  }

  /** What becomes of this delivery. */
  protected Receipt.Outcome tell(Delivery delivery) {
    try (Notifier notifier = working()) {
      return notifier.notify(delivery, TRACE);
    }
  }

  private Receipt.Outcome answered(TestReceiver.Answer answer) {
    receiver.answering(answer);
    return tell(Samples.opened());
  }

  @Test
  void obeysRetryAfter() {
    assertThat(answered(status(429, "Retry-After", "17")))
        .isEqualTo(new Receipt.Outcome.Retry(Duration.ofSeconds(17), "HTTP 429"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatMayPass(int status) {
    assertThat(answered(status(status))).isInstanceOf(Receipt.Outcome.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413})
  void givesUpWhatWillNotPass(int status) {
    assertThat(answered(status(status))).isInstanceOf(Receipt.Outcome.Rejected.class);
  }

  @Test
  void doesNotFollowRedirects() {
    assertThat(answered(status(302, "Location", receiver.url())).toString())
        .contains("Rejected", "redirects are not followed");
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void doesNotTakeARefusalForASuccess() {
    if (!no().isEmpty()) {
      assertThat(answered(text(200, no()))).isInstanceOf(Receipt.Outcome.Rejected.class);
      assertThat(answered(text(200, "<html>please log in</html>")))
          .isNotInstanceOf(Receipt.Outcome.Sent.class);
    }
  }

  @Test
  void endsWithinTheTimeOut() {
    CountDownLatch over = new CountDownLatch(1);
    receiver.answering(
        call -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (Notifier notifier = open(receiver.url(), SHORT)) {
      assertThat(notifier.notify(Samples.opened(), TRACE))
          .isEqualTo(new Receipt.Outcome.Retry(Duration.ZERO, "no answer within 400 ms"));
    } finally {
      over.countDown();
    }
  }

  @Test
  void keepsSecretsOutOfReceiptsAndSettings() {
    receiver.answering(text(400, secret() + " sent to " + receiver.url() + " with t0ken"));
    assertThat(tell(Samples.opened()).toString()).doesNotContain(secret(), "t0ken");
    assertThat(to(receiver.url(), SHORT).toString()).doesNotContain("s3cret", "t0ken");
  }

  @Test
  void namesTheHostThatItDependsOn() {
    assertThat(to(receiver.url(), SHORT).targets())
        .containsExactly(URI.create(receiver.url()).resolve("/"));
  }
}
