package io.patchwatch.alerting.courier.console;

import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Way;

/** A receiver that is the terminal of the process. It has no settings: {@code console: {}}. */
public record ConsoleSettings() implements Way {

  @Override
  public Notifier open(Supplies supplies) {
    return new ConsoleNotifier(supplies.console(), supplies.words());
  }
}
