package io.patchwatch.events;

/** How much of a version an observation could see. */
public enum Precision {
  /** The whole version, down to the patch level. */
  FULL,
  /** Only the release branch: Rocket.Chat tells strangers {@code 6.5}, which means 6.5.x. */
  BRANCH
}
