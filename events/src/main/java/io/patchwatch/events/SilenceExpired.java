package io.patchwatch.events;

import java.time.Instant;

/** A silence ends now. */
public record SilenceExpired(String id, Instant time, String collector, String silence, String by)
    implements SilenceCommand {

  public SilenceExpired {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(silence, "silence", 200);
    Require.text(by, "by", 200);
  }
}
