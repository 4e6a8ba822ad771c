package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Something concluded about an asset, as it stands now. Topic {@code findings}, key: fingerprint.
 * Each record is the whole state, so the newest {@link #revision()} of a fingerprint is all one
 * needs to know.
 *
 * @param fingerprint identity, derived from what it is about; see {@link Fingerprints}
 * @param revision 1 when first opened, one more with every transition, also across re-openings
 * @param transition what this record tells
 * @param at when the transition happened
 * @param openedAt start of the current life
 * @param resolution why it was resolved; null unless resolved
 * @param conclusion what was concluded, with its evidence
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("finding")
public record Finding(
    String fingerprint,
    long revision,
    Transition transition,
    Instant at,
    Instant openedAt,
    @Nullable Resolution resolution,
    Asset asset,
    Severity severity,
    Conclusion conclusion) {

  /** A step in a finding's life. */
  public enum Transition {
    OPENED,
    UPDATED,
    RESOLVED
  }

  /**
   * Why a finding was resolved.
   *
   * @param reason the kind of reason
   * @param detail one line for a person, for example {@code version 4.7.5 observed}
   */
  public record Resolution(Reason reason, String detail) {

    /** Kinds of reasons. None of them is "no data". */
    public enum Reason {
      FIXED_VERSION_OBSERVED,
      ADVISORY_WITHDRAWN,
      ADVISORY_CORRECTED,
      PRODUCT_REPLACED,
      VERSION_READ,
      SUPPORTED_RELEASE_OBSERVED,
      ATTACK_ENDED,
      /** What a rule looks for was not seen for long enough. */
      QUIET,
      /** The rule that found it is no more, or is switched off. */
      RULE_WITHDRAWN,
      /** A log is as usual again, or there is one again. */
      USUAL_AGAIN,
      /** Somebody answers for it until a day. */
      RISK_ACCEPTED,
      /** A document states, with its reason, that the product is not affected. */
      NOT_AFFECTED,
      /** An exception ended, was prolonged or was taken back. */
      EXCEPTION_CHANGED,
      /** An earlier environment has run the release for long enough by now. */
      ROLLOUT_VERIFIED,
      /** The release has run for so long that a proof from an earlier environment adds nothing. */
      ROLLOUT_SETTLED,
      /** Sources that disagreed on the version agree, or all but one fell silent on it. */
      SOURCES_AGREE,
      /** The former version or a newer one runs again, or the older one is there to stay. */
      VERSION_SETTLED,
      /** The same is said under another name now: a record got its CVE. */
      SUPERSEDED,
      /** A feed was read and found good. */
      FEED_GOOD
    }

    public Resolution {
      Require.present(reason, "resolution.reason");
      Require.text(detail, "resolution.detail", 2048);
    }
  }

  public Finding {
    Require.text(fingerprint, "fingerprint", 200);
    Require.atLeast(1, revision, "revision");
    Require.present(transition, "transition");
    Require.present(at, "at");
    Require.present(openedAt, "openedAt");
    Require.present(asset, "asset");
    Require.present(severity, "severity");
    Require.present(conclusion, "conclusion");
    if ((transition == Transition.RESOLVED) != (resolution != null)) {
      throw new IllegalArgumentException("resolution belongs to RESOLVED and only to it");
    }
  }

  /** Whether the finding is closed by this record. */
  public boolean resolved() {
    return transition == Transition.RESOLVED;
  }

  /**
   * Labels in Alertmanager's sense, for routing and grouping: the conclusion's own, {@code
   * alertname}, {@code severity}, {@code asset}, {@code environment}, {@code owner}, and the
   * asset's labels (which never override those).
   */
  public SortedMap<String, String> labels() {
    SortedMap<String, String> labels = new TreeMap<>(asset.labels());
    labels.putAll(conclusion.labels());
    labels.put("alertname", conclusion.kind());
    labels.put("severity", severity.label());
    labels.put("asset", asset.id());
    labels.put("environment", asset.environment());
    if (asset.owner() != null) {
      labels.put("owner", asset.owner());
    }
    return labels;
  }

  /** The values of the labels by which such findings are handled together by default. */
  public Map<String, String> group() {
    SortedMap<String, String> group = group(conclusion.groupBy());
    group.put("alertname", conclusion.kind());
    return group;
  }

  /** The values of these labels, as far as such findings are handled together by them. */
  public SortedMap<String, String> group(List<String> labels) {
    SortedMap<String, String> all = labels();
    SortedMap<String, String> group = new TreeMap<>();
    for (String label : labels) {
      group.put(label, conclusion.groupValue(label, all.getOrDefault(label, "")));
    }
    return group;
  }
}
