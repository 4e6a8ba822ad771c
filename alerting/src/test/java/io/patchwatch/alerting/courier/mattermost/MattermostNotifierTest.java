package io.patchwatch.alerting.courier.mattermost;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.TestReceiver;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpNotifierContract;
import io.patchwatch.events.yaml.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MattermostNotifierTest extends HttpNotifierContract {

  @Override
  protected Way to(String url, Duration timeout) {
    return new MattermostSettings(Secret.of(url), "night", timeout);
  }

  @Override
  protected String yes() {
    return "ok";
  }

  @Override
  protected String no() {
    return "";
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
  void writesToTheChannelThatIsWanted() {
    tell(Samples.titled("@channel look"));
    assertThat(receiver.calls().get(0).text("channel")).isEqualTo("night");
    assertThat(receiver.calls().get(0).text("text")).doesNotContain("@channel").contains("channel");
  }
}
