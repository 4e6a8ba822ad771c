package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What an asset runs, or why that could not be found out. Topic {@code software}, key: asset. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SoftwareObserved.class, name = "software-observed"),
  @JsonSubTypes.Type(value = ProbeFailed.class, name = "probe-failed")
})
public sealed interface SoftwareEvent extends Event permits SoftwareObserved, ProbeFailed {

  Asset asset();

  /** Catalogue id of the product, for example {@code openfire}. */
  String product();

  @Override
  default String key() {
    return asset().id();
  }
}
