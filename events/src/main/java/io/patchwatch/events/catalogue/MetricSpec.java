package io.patchwatch.events.catalogue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * A metric of the product's own Prometheus page that names its version in a label.
 *
 * @param metric its whole name, {@code synapse_build_info}
 * @param label {@code version} when the file does not say
 * @param patterns tried in order on the label's value; none: the whole value is the version
 * @param branchWhen a version in which this is found names only a release branch
 * @param note what an operator must know
 */
public record MetricSpec(
    String metric,
    String label,
    List<Pattern> patterns,
    @Nullable Pattern branchWhen,
    @Nullable String note) {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  public MetricSpec {
    Check.each(List.of(Check.text(metric, "metric")), NAME, "metric", "a name of a metric");
    label = label == null ? "version" : label;
    patterns = Check.list(patterns);
    VersionLocator.needGroup(patterns);
  }

  /** What a value of the label says. */
  public Reading read(Product product, String value) {
    String place = metric + "{" + label + "}";
    return new VersionText(patterns, branchWhen).read(value, place, product);
  }
}
