package io.patchwatch.events.catalogue;

import io.patchwatch.events.ProbeFailed.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * How a server names itself and its version when it is asked over a protocol of its own.
 *
 * @param name what the name must match that it gives itself; another one means another product.
 *     Absent: the protocol has no such name
 * @param patterns tried in order on what it says; the first that is found gives its group {@code
 *     version}; none: all of it is the version
 * @param branchWhen a version in which this is found names only a release branch
 * @param note what an operator must know
 */
public record Saying(
    @Nullable Pattern name,
    List<Pattern> patterns,
    @Nullable Pattern branchWhen,
    @Nullable String note) {

  public Saying {
    patterns = Check.list(patterns);
    VersionLocator.needGroup(patterns);
  }

  /**
   * What the server said.
   *
   * @param way for messages, for example {@code XEP-0092}
   * @param saidName the name that it gave itself; empty: none
   * @param said the text in which the version stands
   */
  public Reading read(Product product, String way, String saidName, String said) {
    if (name != null && !name.matcher(saidName).find()) {
      return saidName.isBlank()
          ? new Reading.Unreadable(
              Failure.UNREADABLE,
              way + ": the server does not name itself; is it " + product.name() + "?")
          : new Reading.OtherProduct(VersionText.oneLine(saidName, 100));
    }
    return new VersionText(patterns, branchWhen).read(said, way, product);
  }
}
