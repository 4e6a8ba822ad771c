package io.patchwatch.alerting;

import com.google.re2j.Pattern;
import io.patchwatch.alerting.courier.console.ConsoleSettings;
import io.patchwatch.alerting.courier.webhook.WebhookSettings;
import org.jspecify.annotations.Nullable;

/**
 * Someone who can be told; has exactly one way to be reached.
 *
 * @param name as routes call it: 1 to 64 letters, digits, dots, dashes, underscores
 */
public record Receiver(
    String name, @Nullable WebhookSettings webhook, @Nullable ConsoleSettings console) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public Receiver {
    if (name == null || !NAME.matches(name)) {
      throw new IllegalArgumentException(
          "alerting.receivers: name '"
              + name
              + "' is not possible; use 1 to 64 letters, digits, dots, dashes, underscores");
    }
    if ((webhook == null) == (console == null)) {
      throw new IllegalArgumentException(
          "alerting.receivers[" + name + "]: set exactly one of webhook and console");
    }
  }

  /** A receiver that is the terminal. */
  public static Receiver console(String name) {
    return new Receiver(name, null, new ConsoleSettings());
  }

  /** A receiver that is called by HTTP. */
  public static Receiver webhook(String name, WebhookSettings settings) {
    return new Receiver(name, settings, null);
  }
}
