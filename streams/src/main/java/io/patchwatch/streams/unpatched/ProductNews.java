package io.patchwatch.streams.unpatched;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.patchwatch.events.AdvisoryEvent;

/** Either side of the join, on one internal topic keyed by product. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Residence.class, name = "residence"),
  @JsonSubTypes.Type(value = ProductNews.Known.class, name = "known")
})
public sealed interface ProductNews permits Residence, ProductNews.Known {

  /** Something became known about a product. */
  record Known(AdvisoryEvent event) implements ProductNews {}
}
