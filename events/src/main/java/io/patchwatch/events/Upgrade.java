package io.patchwatch.events;

import java.util.List;

/**
 * A release that could be installed, and what would stay open after that.
 *
 * @param sameLane whether it is in the release lane of the running version
 * @param open vulnerabilities that it is known to have; empty for a safe one
 * @param unverified vulnerabilities of which it cannot be told whether it has them
 */
public record Upgrade(
    String version, boolean sameLane, List<String> open, List<String> unverified) {

  public Upgrade {
    Require.text(version, "upgrade.version");
    open = open == null ? List.of() : List.copyOf(open);
    unverified = unverified == null ? List.of() : List.copyOf(unverified);
  }

  /** Whether nothing is known to stay open. */
  public boolean clearsAll() {
    return open.isEmpty();
  }
}
