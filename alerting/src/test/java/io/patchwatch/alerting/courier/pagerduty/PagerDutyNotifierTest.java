package io.patchwatch.alerting.courier.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.yaml.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PagerDutyNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new PagerDutySettings(Secret.of("s3cret"), Secret.of(url), timeout);
  }

  @Override
  protected String secret() {
    return "s3cret";
  }

  @Override
  protected String yes() {
    return "{\"status\":\"success\",\"message\":\"Event processed\",\"dedup_key\":\"x\"}";
  }

  @Override
  protected String no() {
    return "";
  }

  @Override
  protected String read(TestReceiver.Call call) {
    JsonNode it = call.body();
    if (it.path("event_action").asText().equals("resolve")) {
      boolean alone = receiver.calls().size() == 1; // beside a digest it is no message of its own
      return alone ? "[RESOLVED] " + it.path("dedup_key").asText() : "";
    }
    JsonNode payload = it.path("payload");
    return payload.path("summary").asText()
        + "\n"
        + payload.path("custom_details").path("text").asText()
        + it.path("links");
  }

  @Test
  void opensAndResolvesTheSameAlert() {
    tell(Samples.opened());
    tell(Samples.resolved());
    String incident = Samples.incident(false).id();
    assertThat(receiver.calls()).extracting(call -> call.text("dedup_key")).containsOnly(incident);
    assertThat(receiver.calls())
        .extracting(call -> call.text("event_action"))
        .containsExactly("trigger", "resolve");
    assertThat(receiver.calls().get(0).body().path("payload").path("severity").asText())
        .isEqualTo("critical");
  }

  @Test
  void resolvesWhatADigestSaysIsClosed() {
    tell(Samples.digest());
    assertThat(receiver.calls())
        .extracting(call -> call.text("event_action"))
        .containsExactly("resolve", "trigger");
  }
}
