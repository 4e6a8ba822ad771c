package io.patchwatch.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An asset runs an older version than the same source saw there before: a rollback, a restored
 * backup, or another server behind the same name. Holes that were mended may be open again.
 *
 * @param version what runs now
 * @param former the newer version that was seen before
 * @param formerSeen when it was last seen
 */
public record VersionWentBack(
    String product, String version, String former, Instant formerSeen, Evidence evidence)
    implements Conclusion {

  public VersionWentBack {
    Require.text(product, "product");
    Require.text(version, "version");
    Require.text(former, "former");
    Require.present(formerSeen, "formerSeen");
    Require.present(evidence, "evidence");
  }

  @Override
  public String kind() {
    return "version-went-back";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("product", product);
  }

  @Override
  public List<String> groupBy() {
    return List.of("product");
  }

  @Override
  public String headline() {
    return product + " went back from " + former + " to " + version;
  }
}
