package io.patchwatch.streams.verdict;

import io.patchwatch.events.Severity;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known about one vulnerability in one release. */
public sealed interface Answer {

  /** Canonical id of the vulnerability. */
  String vulnerability();

  /**
   * The release has it.
   *
   * @param advisory id of the record that decided
   * @param source who published that record
   * @param severity as rated; raised to {@link Severity#CRITICAL} when exploited in the wild
   * @param cvss base score 0 to 10, if known
   * @param ranges the deciding record's affected ranges, for people
   * @param fixed versions above the running one that the deciding record calls fixed, ascending
   * @param exploitedSince day on which CISA KEV listed it; null: not listed
   * @param exploitedDue CISA's due date, if listed
   * @param epss probability of exploitation in 30 days, 0 to 1, if known
   * @param otherwise less trusted records that say otherwise, one line each
   * @param cause the name under which it was first told; null: its own
   */
  record Affected(
      String vulnerability,
      String advisory,
      String source,
      String summary,
      Severity severity,
      @Nullable Double cvss,
      List<String> ranges,
      List<String> fixed,
      @Nullable LocalDate exploitedSince,
      @Nullable LocalDate exploitedDue,
      @Nullable Double epss,
      List<String> references,
      List<String> otherwise,
      @Nullable String cause)
      implements Answer {

    /** Whether CISA KEV lists it as exploited in the wild. */
    public boolean exploited() {
      return exploitedSince != null;
    }
  }

  /**
   * The release does not have it.
   *
   * @param why one line for a person: {@code fixed in 4.7.5}, {@code older than 1.113.0rc1}
   * @param otherwise less trusted records that say otherwise, one line each
   */
  record NotAffected(
      String vulnerability, String advisory, String source, String why, List<String> otherwise)
      implements Answer {}

  /**
   * It cannot be told.
   *
   * @param why one line for a person
   */
  record Doubt(String vulnerability, String advisory, String source, Reason reason, String why)
      implements Answer {

    /** Kinds of doubt; {@link #label()} is the form for findings. */
    public enum Reason {
      /** The running version is no version of the product's scheme. */
      UNREADABLE_VERSION("unreadable-version"),
      /** Only the release branch was seen and it holds affected and fixed releases. */
      BRANCH_ONLY("branch-only"),
      /** A development build between an affected and a fixed release. */
      DEVELOPMENT_BUILD("development-build"),
      /** The build number decides and was not seen (Nextcloud's fourth part). */
      BUILD_NUMBER("build-number"),
      /** The record has no range that can be compared. */
      UNDECIDABLE_RANGE("undecidable-range"),
      /**
       * Nobody reviewed the record, it has no range that can be compared, and no better source
       * speaks of the vulnerability: worth a remark, see docs/adr/0008.
       */
      UNREVIEWED_RECORD("unreviewed-record"),
      /** Upstream is affected, but the distribution may have mended its package. */
      BACKPORT_POSSIBLE("backport-possible"),
      /** The record lists older and newer release branches, but not this one. */
      UNLISTED_BRANCH("unlisted-branch");

      private final String label;

      Reason(String label) {
        this.label = label;
      }

      /** As in {@code VersionUnknown.reason}. */
      public String label() {
        return label;
      }

      /** Whether the record itself is at fault, so that no version at all would clear it. */
      public boolean inRecord() {
        return this == UNDECIDABLE_RANGE || this == UNREVIEWED_RECORD;
      }

      /** Whether it is shown beside a verdict instead of making it unknown. */
      public boolean remark() {
        return this == UNREVIEWED_RECORD;
      }
    }
  }
}
