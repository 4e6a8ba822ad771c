package io.patchwatch.events.shipping;

/** Whose a shipped record is. */
public sealed interface Attribution {

  /** It is this asset's. */
  record Known(LogSource source) implements Attribution {}

  /**
   * It is of no asset that is watched.
   *
   * @param sender host and program, safe to show
   * @param remedy what the operator can do
   */
  record Unknown(String sender, String remedy) implements Attribution {}
}
