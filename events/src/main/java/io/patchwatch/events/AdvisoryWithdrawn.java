package io.patchwatch.events;

import java.time.Instant;

/**
 * A source took an advisory back.
 *
 * @param advisory id of the withdrawn record, as in {@link Advisory#id()}
 * @param withdrawn when its source withdrew it; wins over a record modified at or before this
 * @param reason one line for a person
 */
public record AdvisoryWithdrawn(
    String id,
    Instant time,
    String collector,
    String product,
    String advisory,
    Instant withdrawn,
    String reason)
    implements AdvisoryEvent {

  public AdvisoryWithdrawn {
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.text(collector, "collector", 200);
    Require.text(product, "product", 100);
    Require.text(advisory, "advisory", 200);
    Require.present(withdrawn, "withdrawn");
    Require.text(reason, "reason", 2048);
  }

  @Override
  public String key() {
    return product + "/" + advisory;
  }
}
