package io.patchwatch.alerting.courier;

import io.patchwatch.events.Delivery;

/** Puts a delivery into words. Safe for use by several threads. */
public interface Words {

  /** The words of this delivery; never fails. */
  Text of(Delivery delivery);

  /** The built-in English words. */
  static Words english() {
    return delivery -> new Text(MessageText.clean(delivery.title()), MessageText.details(delivery));
  }
}
