package io.patchwatch.alerting.courier.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.yaml.Secret;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertmanagerNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new AlertmanagerSettings(List.of(Secret.of(url)), Secret.of("t0ken"), timeout);
  }

  @Override
  protected String yes() {
    return "";
  }

  @Override
  protected String no() {
    return "";
  }

  @Override
  protected String read(TestReceiver.Call call) {
    StringBuilder text = new StringBuilder();
    call.body()
        .forEach(
            alert ->
                alert.path("annotations").forEach(it -> text.append(it.asText()).append('\n')));
    return text.toString();
  }

  @Test
  void sendsWhatAlertmanagerTakes() {
    tell(Samples.opened());
    JsonNode alert = receiver.calls().get(0).body().path(0);
    assertThat(alert.path("labels").path("alertname").asText()).isEqualTo("unpatched");
    assertThat(alert.path("labels").path("severity").asText()).isEqualTo("critical");
    assertThat(alert.path("labels").path("incident").asText()).isNotEmpty();
    assertThat(alert.path("endsAt").asText()).isEqualTo("2026-11-23T12:05:00Z");
    alert.path("labels").forEach(value -> assertThat(value.asText()).isNotEmpty());
  }

  @Test
  void tellsAllNodesAndIsContentWithOne() {
    try (TestReceiver second = TestReceiver.start();
        Notifier notifier =
            new AlertmanagerSettings(
                    List.of(
                        Secret.of("http://127.0.0.1:1"),
                        Secret.of(receiver.url()),
                        Secret.of(second.url())),
                    null,
                    null)
                .open(new Supplies(() -> Findings.NOON, Words.english(), System.out))) {
      assertThat(notifier.notify(Samples.opened(), TRACE))
          .isEqualTo(new Receipt.Outcome.Sent("2 of 3 nodes"));
      assertThat(receiver.calls()).hasSize(1);
      assertThat(second.calls()).hasSize(1);
    }
  }
}
