package io.patchwatch.alerting.courier.webhook;

import static io.patchwatch.alerting.TestReceiver.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.NotifierContract;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.yaml.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookNotifierTest extends NotifierContract {

  private final TestReceiver receiver = TestReceiver.start();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Override
  protected Notifier working() {
    return to(receiver.url(), "s3cret");
  }

  @Override
  protected Notifier broken() {
    return to("http://127.0.0.1:1/hook", null);
  }

  @Override
  protected List<String> told() {
    return receiver.calls().stream().map(call -> call.text("text")).toList();
  }

  private static Notifier to(String url, String secret) {
    return open(WebhookSettings.to(url, secret));
  }

  private static Notifier open(WebhookSettings settings) {
    return settings.open(new Supplies(() -> Findings.NOON, Words.english(), System.out));
  }

  private Receipt.Outcome tell() {
    try (Notifier webhook = working()) {
      return webhook.notify(Samples.opened(), TRACE);
    }
  }

  @Test
  void signsTheCallAndNamesTheDelivery() {
    tell();
    TestReceiver.Call call = receiver.calls().get(0);
    assertThat(call.header("Idempotency-key")).isEqualTo("d-1");
    assertThat(Trace.parse(call.header("Traceparent"))).isEqualTo(TRACE);
    assertThat(call.header("X-patchwatch-kind")).isEqualTo("opened");
    assertThat(call.header("X-patchwatch-signature"))
        .isEqualTo(Signature.of(call.bytes(), Secret.of("s3cret")));
  }

  @Test
  void signsAsRfc4231Says() {
    byte[] data = "what do ya want for nothing?".getBytes(StandardCharsets.UTF_8);
    assertThat(Signature.of(data, Secret.of("Jefe")))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }

  @Test
  void tellsMachinesWhatToInstallAndWhatToRead() {
    tell();
    var body = receiver.calls().get(0).body();
    var incident = body.path("incidents").path(0);
    assertThat(body.path("delivery").asText()).isEqualTo("d-1");
    assertThat(body.path("trace").asText()).isEqualTo(TRACE.id());
    assertThat(incident.path("install").asText()).isEqualTo("4.7.5");
    assertThat(incident.path("links")).hasSize(1);
    assertThat(incident.path("severity").asText()).isEqualTo("critical");
    assertThat(incident.path("members").path(0).path("asset").asText()).isEqualTo("chat-eu-1");
  }

  @Test
  void obeysRetryAfterInSecondsAndAsDate() {
    receiver.answering(
        status(429, "Retry-After", "17"),
        status(503, "Retry-After", "Mon, 23 Nov 2026 12:02:00 GMT"),
        status(503, "Retry-After", "soon"));
    assertThat(tell()).isEqualTo(new Receipt.Outcome.Retry(Duration.ofSeconds(17), "HTTP 429"));
    assertThat(tell()).isEqualTo(new Receipt.Outcome.Retry(Duration.ofMinutes(2), "HTTP 503"));
    assertThat(tell()).isEqualTo(new Receipt.Outcome.Retry(Duration.ZERO, "HTTP 503"));
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504})
  void triesAgainWhatMayPass(int status) {
    receiver.answering(status(status));
    assertThat(tell()).isInstanceOf(Receipt.Outcome.Retry.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422})
  void givesUpWhatWillNotPass(int status) {
    receiver.answering(status(status));
    assertThat(tell()).isInstanceOf(Receipt.Outcome.Rejected.class);
  }

  @Test
  void doesNotFollowRedirects() {
    receiver.answering(status(302, "Location", receiver.url()));
    assertThat(tell())
        .isInstanceOfSatisfying(
            Receipt.Outcome.Rejected.class,
            it -> assertThat(it.reason()).contains("redirects are not followed"));
    assertThat(receiver.calls()).hasSize(1);
  }

  @Test
  void readsOnlyTheBeginningOfAHugeAnswer() {
    byte[] huge = "no\u0007 ".repeat(4_000_000).getBytes(StandardCharsets.UTF_8);
    receiver.answering(status(400, huge), status(200, huge));
    assertThat(tell())
        .isInstanceOfSatisfying(
            Receipt.Outcome.Rejected.class,
            it -> assertThat(it.reason()).startsWith("HTTP 400: no").hasSizeLessThan(300));
    assertThat(tell()).isInstanceOf(Receipt.Outcome.Sent.class);
  }

  @Test
  void endsWithinTheTimeOutWhenTheAnswerOrItsBodyNeverComes() {
    CountDownLatch over = new CountDownLatch(1);
    TestReceiver.Answer silence = call -> await(over);
    TestReceiver.Answer trickle =
        call -> {
          call.sendResponseHeaders(500, 10);
          call.getResponseBody().write('x');
          call.getResponseBody().flush();
          await(over);
        };
    receiver.answering(silence, trickle);
    var settings = new WebhookSettings(Secret.of(receiver.url()), null, Duration.ofMillis(300));
    try (Notifier webhook = open(settings)) {
      for (int i = 0; i < 2; i++) {
        assertThat(webhook.notify(Samples.opened(), TRACE))
            .isEqualTo(new Receipt.Outcome.Retry(Duration.ZERO, "no answer within 300 ms"));
      }
    }
    over.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void saysThatNobodyListens() {
    try (Notifier webhook = broken()) {
      assertThat(webhook.notify(Samples.opened(), TRACE))
          .isEqualTo(
              new Receipt.Outcome.Retry(
                  Duration.ZERO, "cannot connect to 127.0.0.1; is it running?"));
    }
  }

  @Test
  void keepsSecretsOutOfReceiptsAndSettingsOutOfLogs() {
    byte[] echo = ("s3cret sent to " + receiver.url()).getBytes(StandardCharsets.UTF_8);
    receiver.answering(status(400, echo));
    assertThat(tell().toString()).doesNotContain("s3cret").doesNotContain("t0ken");
    assertThat(WebhookSettings.to(receiver.url(), "s3cret").toString())
        .doesNotContain("s3cret")
        .doesNotContain("t0ken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://host/t0ken",
        "host/t0ken",
        "https:///t0ken",
        "https://a:b@host/t0ken",
        "http://[/t0ken"
      })
  void refusesWhatIsNoHttpUrlWithoutShowingIt(String url) {
    assertThatThrownBy(() -> WebhookSettings.to(url, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url: ")
        .hasMessageNotContaining("t0ken");
  }
}
