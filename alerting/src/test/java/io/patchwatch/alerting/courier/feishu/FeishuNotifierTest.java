package io.patchwatch.alerting.courier.feishu;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.Hmac;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.yaml.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FeishuNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new FeishuSettings(Secret.of(url), Secret.of("s3cret"), timeout);
  }

  @Override
  protected String secret() {
    return "s3cret";
  }

  @Override
  protected String yes() {
    return "{\"code\":0,\"msg\":\"success\"}";
  }

  @Override
  protected String no() {
    return "{\"code\":19021,\"msg\":\"sign match fail or timestamp is not within one hour from current time\"}";
  }

  @Override
  protected String read(TestReceiver.Call call) {
    JsonNode card = call.body().path("card");
    return card.path("header").path("title").path("content").asText()
        + "\n"
        + card.path("elements").path(0).path("text").path("content").asText();
  }

  @Test
  void waitsWhenItIsTooMuch() {
    receiver.answering(text(200, "{\"code\":11232,\"msg\":\"frequency limited\"}"));
    assertThat(tell(Samples.opened()))
        .isInstanceOfSatisfying(
            Receipt.Outcome.Retry.class,
            it -> assertThat(it.after()).isEqualTo(Duration.ofSeconds(10)));
  }

  @Test
  void theColourIsNeverThatOfTheAlarmWhenItIsOver() {
    tell(Samples.opened());
    tell(Samples.resolved());
    assertThat(receiver.calls())
        .extracting(call -> call.body().path("card").path("header").path("template").asText())
        .containsExactly("red", "green");
  }

  @Test
  void signsNothingWithTheTimeInSecondsAndTheSecret() {
    tell(Samples.opened());
    String time = Long.toString(Findings.NOON.getEpochSecond());
    assertThat(receiver.calls().get(0).text("timestamp")).isEqualTo(time);
    assertThat(receiver.calls().get(0).text("sign")).isEqualTo(Hmac.base64(time + "\ns3cret", ""));
  }
}
