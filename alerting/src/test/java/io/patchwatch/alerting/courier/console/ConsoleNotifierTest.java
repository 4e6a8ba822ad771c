package io.patchwatch.alerting.courier.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.NotifierContract;
import io.patchwatch.alerting.courier.Words;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleNotifierTest extends NotifierContract {

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Override
  protected Notifier working() {
    return new ConsoleNotifier(
        new PrintStream(screen, true, StandardCharsets.UTF_8), Words.english());
  }

  @Override
  protected Notifier broken() {
    OutputStream gone =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("the terminal is gone");
          }
        };
    return new ConsoleNotifier(
        new PrintStream(gone, true, StandardCharsets.UTF_8), Words.english());
  }

  @Override
  protected List<String> told() {
    return List.of(screen.toString(StandardCharsets.UTF_8));
  }

  @Test
  void letsNoTextCommandTheTerminal() {
    try (Notifier console = working()) {
      console.notify(hostile(), TRACE);
    }
    assertThat(told().get(0)).doesNotContain("\u001b").startsWith("[OPENED critical]  [2J forged");
  }
}
