package io.patchwatch.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A release runs in an environment although no asset of an earlier one has run it for long enough.
 *
 * @param environment where it runs
 * @param earlier the environment in which it should have been verified before
 * @param soak for how long, as text ({@code 24h})
 * @param since when it was first seen there, on whichever asset
 */
public record UnverifiedPromotion(
    String product,
    String version,
    String environment,
    String earlier,
    String soak,
    Instant since,
    Evidence evidence)
    implements Conclusion {

  public UnverifiedPromotion {
    Require.text(product, "product");
    Require.text(version, "version");
    Require.text(environment, "environment");
    Require.text(earlier, "earlier");
    Require.text(soak, "soak");
    Require.present(since, "since");
    Require.present(evidence, "evidence");
  }

  @Override
  public String kind() {
    return "unverified-promotion";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("product", product, "version", version);
  }

  @Override
  public List<String> groupBy() {
    return List.of("product", "version", "environment");
  }

  @Override
  public String headline() {
    return product
        + " "
        + version
        + " runs in "
        + environment
        + " but was not verified in "
        + earlier
        + " for "
        + soak;
  }
}
