package io.patchwatch.alerting.courier;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;

/**
 * A way to reach a receiver. It names what happened; whether to try again is the courier's
 * decision. Used by many virtual threads at once; may block, but not for ever.
 */
public interface Notifier extends AutoCloseable {

  /**
   * Makes one attempt. Never throws; a failure that is not understood is {@link
   * Receipt.Outcome.Retry}. What it returns holds no secret.
   *
   * @param trace leads back to what caused the message
   */
  Receipt.Outcome notify(Delivery delivery, Trace trace);

  @Override
  default void close() {}
}
