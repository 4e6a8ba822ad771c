package io.patchwatch.alerting.courier.rocketchat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.yaml.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RocketChatNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new RocketChatSettings(Secret.of(url), null, timeout);
  }

  @Override
  protected String yes() {
    return "{\"success\":true}";
  }

  @Override
  protected String no() {
    return "{\"success\":false,\"error\":\"error-invalid-channel\"}";
  }

  @Override
  protected String read(TestReceiver.Call call) {
    JsonNode it = call.body();
    return it.path("text").asText() + "\n" + it.path("attachments").path(0).path("text").asText();
  }

  @Test
  void theColourIsNeverThatOfTheAlarmWhenItIsOver() {
    tell(Samples.opened());
    tell(Samples.resolved());
    assertThat(receiver.calls())
        .extracting(call -> call.body().path("attachments").path(0).path("color").asText())
        .containsExactly("#d32f2f", "#2e7d32");
  }

  @Test
  void waitsAMinuteWhenItIsTooMuch() {
    receiver.answering(text(400, "{\"success\":false,\"error\":\"[error-too-many-requests]\"}"));
    assertThat(tell(Samples.opened()))
        .isInstanceOfSatisfying(
            Receipt.Outcome.Retry.class,
            it -> assertThat(it.after()).isEqualTo(Duration.ofMinutes(1)));
  }
}
