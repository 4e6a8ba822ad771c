package io.patchwatch.alerting.courier.console;

import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import java.io.PrintStream;
import java.time.Duration;

/** Prints messages on a terminal: the title, and the details indented under it. */
public final class ConsoleNotifier implements Notifier {

  private final PrintStream out;

  public ConsoleNotifier(PrintStream out) {
    this.out = out;
  }

  @Override
  public Receipt.Outcome notify(Delivery delivery, Trace trace) {
    String text = MessageText.of(delivery).replace("\n", System.lineSeparator() + "    ");
    synchronized (out) {
      out.println(text);
      out.flush();
    }
    return out.checkError()
        ? new Receipt.Outcome.Retry(Duration.ZERO, "the terminal cannot be written to")
        : new Receipt.Outcome.Sent("printed");
  }
}
