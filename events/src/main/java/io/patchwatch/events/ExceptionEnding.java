package io.patchwatch.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An accepted risk ends soon; what it covers on this asset opens again then.
 *
 * @param exception id of the exception
 * @param owner who answers for it
 * @param until when it ends
 * @param covers the vulnerabilities or release cycles that it covers here, sorted
 */
public record ExceptionEnding(
    String product,
    String exception,
    String owner,
    String reason,
    Instant until,
    List<String> covers,
    Evidence evidence)
    implements Conclusion {

  public ExceptionEnding {
    Require.text(product, "product");
    Require.text(exception, "exception");
    Require.text(owner, "owner");
    Require.text(reason, "reason");
    Require.present(until, "until");
    covers = covers == null ? List.of() : List.copyOf(covers);
    Require.present(evidence, "evidence");
  }

  @Override
  public String kind() {
    return "exception-ending";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("product", product, "exception", exception);
  }

  @Override
  public List<String> groupBy() {
    return List.of("exception");
  }

  @Override
  public String headline() {
    return "the exception " + exception + " of " + owner + " ends " + until;
  }
}
