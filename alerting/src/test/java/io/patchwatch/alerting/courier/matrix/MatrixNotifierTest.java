package io.patchwatch.alerting.courier.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.yaml.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MatrixNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new MatrixSettings(Secret.of(url), "!night:example.org", Secret.of("s3cret"), timeout);
  }

  @Override
  protected String secret() {
    return "s3cret";
  }

  @Override
  protected String yes() {
    return "{\"event_id\":\"$1\"}";
  }

  @Override
  protected String no() {
    return "";
  }

  @Override
  protected String read(TestReceiver.Call call) {
    return call.text("body");
  }

  @Test
  void waitsAsLongAsTheHomeserverWants() {
    receiver.answering(text(429, "{\"errcode\":\"M_LIMIT_EXCEEDED\",\"retry_after_ms\":2000}"));
    assertThat(tell(Samples.opened()))
        .isInstanceOfSatisfying(
            Receipt.Outcome.Retry.class,
            it -> assertThat(it.after()).isEqualTo(Duration.ofSeconds(2)));
  }

  @Test
  void sendsTheSameMessageUnderTheSameTransaction() {
    tell(Samples.opened());
    TestReceiver.Call call = receiver.calls().get(0);
    assertThat(call.method()).isEqualTo("PUT");
    assertThat(call.uri().getRawPath())
        .endsWith("/_matrix/client/v3/rooms/%21night%3Aexample.org/send/m.room.message/d-1");
    assertThat(call.header("Authorization")).isEqualTo("Bearer s3cret");
  }

  @Test
  void letsNoTextBecomeMarkup() {
    tell(Samples.titled("<img src=x>"));
    assertThat(receiver.calls().get(0).text("formatted_body")).doesNotContain("<img");
  }

  @Test
  void refusesAnAliasWhereARoomIsWanted() {
    Secret url = Secret.of("https://m.example.org");
    assertThatThrownBy(() -> new MatrixSettings(url, "#night:example.org", Secret.of("x"), null))
        .hasMessageStartingWith("room: ");
  }
}
