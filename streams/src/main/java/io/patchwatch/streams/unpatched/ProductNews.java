package io.patchwatch.streams.unpatched;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.streams.life.Signal;
import java.util.List;

/** The sides of the join, on one internal topic keyed by product. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Residence.class, name = "residence"),
  @JsonSubTypes.Type(value = ProductNews.Known.class, name = "known"),
  @JsonSubTypes.Type(value = ProductNews.Attempted.class, name = "attempted")
})
public sealed interface ProductNews permits Residence, ProductNews.Known, ProductNews.Attempted {

  /** Something became known about a product. */
  record Known(AdvisoryEvent event) implements ProductNews {}

  /**
   * Somebody tries to exploit vulnerabilities of a server, or does so no longer.
   *
   * @param key of the records that tell of it
   * @param product that is attacked, by its id in the catalogue
   * @param signal as the rule weighs it
   * @param vulnerabilities that the rule names; at least one
   */
  record Attempted(String key, String product, Signal signal, List<String> vulnerabilities)
      implements ProductNews {

    public Attempted {
      vulnerabilities = List.copyOf(vulnerabilities);
    }
  }
}
