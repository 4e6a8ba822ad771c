package io.patchwatch.streams.unpatched;

import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Upgrade;
import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.SafeVersion;
import io.patchwatch.streams.verdict.Support;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a judgement says of every asset that runs the release. */
sealed interface Claim {

  /** What the claim is about. */
  Slot slot();

  /** Changes when the claim changes in substance. */
  String substance();

  /** The release has a vulnerability. */
  record Vulnerable(
      Answer.Affected answer,
      @Nullable SafeVersion smallest,
      @Nullable SafeVersion latest,
      List<Upgrade> upgrades)
      implements Claim {

    @Override
    public Slot slot() {
      return Slot.unpatched(answer.vulnerability());
    }

    @Override
    public String substance() {
      return Fingerprints.of(
          answer.severity().label(),
          String.valueOf(answer.exploited()),
          String.valueOf(answer.exploitedDue()),
          answer.advisory(),
          String.valueOf(answer.ranges()),
          String.valueOf(version(smallest)),
          String.valueOf(version(latest)),
          String.valueOf(upgrades),
          String.valueOf(answer.cause()));
    }

    Conclusion.Unpatched conclusion(String product, String version, Evidence evidence) {
      Conclusion.Unpatched plain =
          new Conclusion.Unpatched(
              product,
              version,
              answer.vulnerability(),
              answer.advisory(),
              answer.source(),
              answer.summary(),
              answer.cvss(),
              answer.ranges(),
              answer.exploited(),
              answer.exploitedDue(),
              answer.epss(),
              version(smallest),
              version(latest),
              answer.references(),
              evidence);
      return plain.with(upgrades, answer.otherwise(), answer.cause());
    }
  }

  /** It cannot be told whether the release has a vulnerability: neither raises nor clears. */
  record Doubtful(String vulnerability) implements Claim {

    @Override
    public Slot slot() {
      return Slot.unpatched(vulnerability);
    }

    @Override
    public String substance() {
      return "doubt";
    }
  }

  /** The release gets no more security fixes. */
  record Ended(Support support, @Nullable SafeVersion latest) implements Claim {

    /** An unsupported release is a plan to be made, not an emergency of the night. */
    static final Severity SEVERITY = Severity.MEDIUM;

    @Override
    public Slot slot() {
      return Slot.endOfLife(support.cycle());
    }

    @Override
    public String substance() {
      return Fingerprints.of(String.valueOf(support.endOfLife()), String.valueOf(version(latest)));
    }

    Conclusion.EndOfLife conclusion(String product, String version, Evidence evidence) {
      return new Conclusion.EndOfLife(
          product,
          version,
          support.cycle(),
          support.endOfLife(),
          version(latest),
          support.source(),
          evidence);
    }
  }

  /** It cannot be told whether the release is patched. */
  record Unclear(String reason, Severity severity, String detail) implements Claim {

    @Override
    public Slot slot() {
      return Slot.UNKNOWN;
    }

    @Override
    public String substance() {
      return Fingerprints.of(reason, severity.label());
    }
  }

  private static @Nullable String version(@Nullable SafeVersion safe) {
    return safe == null ? null : safe.version();
  }
}
