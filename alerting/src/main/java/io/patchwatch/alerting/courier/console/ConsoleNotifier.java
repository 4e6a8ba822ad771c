package io.patchwatch.alerting.courier.console;

import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import java.io.PrintStream;
import java.time.Duration;

/** Prints messages on a terminal: the title, and the details indented under it. */
public final class ConsoleNotifier implements Notifier {

  private final PrintStream out;
  private final Words words;

  public ConsoleNotifier(PrintStream out, Words words) {
    this.out = out;
    this.words = words;
  }

  @Override
  public Receipt.Outcome notify(Delivery delivery, Trace trace) {
    String text = words.of(delivery).whole().replace("\n", System.lineSeparator() + "    ");
    synchronized (out) {
      out.println(text);
      out.flush();
    }
    return out.checkError()
        ? new Receipt.Outcome.Retry(Duration.ZERO, "the terminal cannot be written to")
        : new Receipt.Outcome.Sent("printed");
  }
}
