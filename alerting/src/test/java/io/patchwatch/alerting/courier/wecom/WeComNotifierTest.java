package io.patchwatch.alerting.courier.wecom;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.yaml.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WeComNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new WeComSettings(Secret.of(url + "?key=t0ken"), timeout);
  }

  @Override
  protected String yes() {
    return "{\"errcode\":0,\"errmsg\":\"ok\"}";
  }

  @Override
  protected String no() {
    return "{\"errcode\":93000,\"errmsg\":\"invalid webhook url\"}";
  }

  @Override
  protected String read(TestReceiver.Call call) {
    return call.body().path("markdown").path("content").asText();
  }

  @Test
  void waitsWhenItIsTooMuch() {
    receiver.answering(text(200, "{\"errcode\":45009,\"errmsg\":\"api freq out of limit\"}"));
    assertThat(tell(Samples.opened()))
        .isInstanceOfSatisfying(
            Receipt.Outcome.Retry.class,
            it -> assertThat(it.after()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void staysWithinFourKibibytesAlsoInChinese() {
    tell(Samples.titled("漏".repeat(480)));
    assertThat(told().get(0).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4096);
  }

  @Test
  void isGreenWhenItIsOver() {
    tell(Samples.resolved());
    assertThat(told().get(0)).contains("color=\"info\"").doesNotContain("warning");
  }
}
