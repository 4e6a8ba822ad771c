package io.patchwatch.alerting.courier.dingtalk;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.Hmac;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.yaml.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DingTalkNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new DingTalkSettings(
        Secret.of(url + "?access_token=t0ken"), Secret.of("SECs3cret"), timeout);
  }

  @Override
  protected String secret() {
    return "SECs3cret";
  }

  @Override
  protected String yes() {
    return "{\"errcode\":0,\"errmsg\":\"ok\"}";
  }

  @Override
  protected String no() {
    return "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
  }

  @Override
  protected String read(TestReceiver.Call call) {
    return call.body().path("markdown").path("text").asText();
  }

  @Test
  void waitsWhenItIsTooMuch() {
    receiver.answering(text(200, "{\"errcode\":130101,\"errmsg\":\"send too fast\"}"));
    assertThat(tell(Samples.opened()))
        .isInstanceOfSatisfying(
            Receipt.Outcome.Retry.class,
            it -> assertThat(it.after()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void triesAgainWhenItIsBusy() {
    receiver.answering(text(200, "{\"errcode\":-1,\"errmsg\":\"busy\"}"));
    assertThat(tell(Samples.opened()))
        .isInstanceOfSatisfying(
            Receipt.Outcome.Retry.class, it -> assertThat(it.after()).isEqualTo(Duration.ZERO));
  }

  @Test
  void signsTheTimeInMillisecondsInTheAddress() {
    tell(Samples.opened());
    long time = Findings.NOON.toEpochMilli();
    String sign = Hmac.base64("SECs3cret", time + "\nSECs3cret");
    assertThat(
            URLDecoder.decode(receiver.calls().get(0).uri().getRawQuery(), StandardCharsets.UTF_8))
        .isEqualTo("access_token=t0ken&timestamp=" + time + "&sign=" + sign);
  }

  @Test
  void isGreenWhenItIsOver() {
    tell(Samples.resolved());
    assertThat(told().get(0)).contains("#2e7d32").doesNotContain("#d32f2f");
  }
}
