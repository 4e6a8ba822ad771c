package io.patchwatch.alerting.courier.sms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.yaml.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SmsNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new SmsSettings(
        Secret.of(url),
        "+3725550100",
        Map.of(
            "recipient",
            Secret.of("{to}"),
            "body",
            Secret.of("{text}"),
            "key",
            Secret.of("s3cret")),
        null,
        Map.of("X-Account", Secret.of("s3cret")),
        "accepted",
        1600,
        timeout);
  }

  @Override
  protected String secret() {
    return "s3cret";
  }

  @Override
  protected String yes() {
    return "accepted";
  }

  @Override
  protected String no() {
    return "error: no credit";
  }

  @Override
  protected String read(TestReceiver.Call call) {
    return field(call, "body");
  }

  private static String field(TestReceiver.Call call, String name) {
    String form = new String(call.bytes(), StandardCharsets.UTF_8);
    for (String pair : form.split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
      }
    }
    return "";
  }

  @Test
  void sendsTheFieldsThatTheGatewayWants() {
    tell(Samples.opened());
    TestReceiver.Call call = receiver.calls().get(0);
    assertThat(field(call, "recipient")).isEqualTo("+3725550100");
    assertThat(field(call, "key")).isEqualTo("s3cret");
    assertThat(call.header("X-account")).isEqualTo("s3cret");
  }

  @Test
  void namesWhatIsMissing() {
    Secret url = Secret.of("https://sms.example.org");
    assertThatThrownBy(() -> new SmsSettings(url, "", null, null, null, null, null, null))
        .hasMessageStartingWith("to: ");
    var fields = Map.of("to", Secret.of("{to}"));
    assertThatThrownBy(() -> new SmsSettings(url, "1", fields, null, null, null, null, null))
        .hasMessageStartingWith("fields: ");
  }
}
