package io.patchwatch.events;

import java.time.Instant;

/** A source published or corrected an advisory; the newer {@link Advisory#modified()} wins. */
public record AdvisoryPublished(String id, Instant time, String collector, Advisory advisory)
    implements AdvisoryEvent {

  public AdvisoryPublished {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.present(advisory, "advisory");
  }

  @Override
  public String product() {
    return advisory.product();
  }

  @Override
  public String key() {
    return advisory.product() + "/" + advisory.id();
  }
}
