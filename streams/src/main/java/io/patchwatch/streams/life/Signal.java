package io.patchwatch.streams.life;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Severity;
import java.time.Instant;

/** All that a detector says: this is so, or this is so no longer. Keyed by asset. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Signal.Raise.class, name = "raise"),
  @JsonSubTypes.Type(value = Signal.Clear.class, name = "clear")
})
public sealed interface Signal {

  /** Identity of the finding. */
  String fingerprint();

  /** When it became so. */
  Instant at();

  /** Id of the asset, which is the key. */
  String key();

  /** It is so. Said again, it changes nothing unless something of substance changed. */
  record Raise(
      String fingerprint, Instant at, Asset asset, Severity severity, Conclusion conclusion)
      implements Signal {

    @Override
    public String key() {
      return asset.id();
    }
  }

  /** It is so no longer, and this is the proof. Without an open finding it changes nothing. */
  record Clear(String fingerprint, Instant at, String asset, Finding.Resolution resolution)
      implements Signal {

    @Override
    public String key() {
      return asset;
    }
  }
}
