package io.patchwatch.alerting.api;

/** What the owner of a token may do; each may what the ones before may. */
public enum Role {
  /** See. */
  READ,
  /** Give commands to the on-call engine. */
  OPERATE,
  /** See who gave which commands. */
  ADMIN
}
