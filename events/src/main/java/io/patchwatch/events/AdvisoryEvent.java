package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * News about a product's vulnerabilities and life time. Topic {@code advisories}; the key starts
 * with the product.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = AdvisoryPublished.class, name = "advisory-published"),
  @JsonSubTypes.Type(value = AdvisoryWithdrawn.class, name = "advisory-withdrawn"),
  @JsonSubTypes.Type(value = VulnerabilityMarked.class, name = "vulnerability-marked"),
  @JsonSubTypes.Type(value = LifecyclePublished.class, name = "lifecycle-published")
})
public sealed interface AdvisoryEvent extends Event
    permits AdvisoryPublished, AdvisoryWithdrawn, VulnerabilityMarked, LifecyclePublished {

  /** Catalogue id of the product. */
  String product();
}
