package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a finding says, with everything that a person needs to act on it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Conclusion.Unpatched.class, name = "unpatched"),
  @JsonSubTypes.Type(value = Conclusion.EndOfLife.class, name = "end-of-life"),
  @JsonSubTypes.Type(value = Conclusion.VersionUnknown.class, name = "version-unknown"),
  @JsonSubTypes.Type(value = VersionConflict.class, name = "version-conflict"),
  @JsonSubTypes.Type(value = VersionWentBack.class, name = "version-went-back"),
  @JsonSubTypes.Type(value = Attacked.class, name = "attacked"),
  @JsonSubTypes.Type(value = Malfunction.class, name = "malfunction"),
  @JsonSubTypes.Type(value = UnverifiedPromotion.class, name = "unverified-promotion"),
  @JsonSubTypes.Type(value = ExceptionEnding.class, name = "exception-ending"),
  @JsonSubTypes.Type(value = Anomalous.class, name = "anomalous"),
  @JsonSubTypes.Type(value = Silent.class, name = "silent"),
  @JsonSubTypes.Type(value = FeedTrouble.class, name = "feed-trouble")
})
public sealed interface Conclusion
    permits Conclusion.Unpatched,
        Conclusion.EndOfLife,
        Conclusion.VersionUnknown,
        VersionConflict,
        VersionWentBack,
        Attacked,
        Malfunction,
        UnverifiedPromotion,
        ExceptionEnding,
        Anomalous,
        Silent,
        FeedTrouble {

  /** The kind's name on the wire and in the {@code alertname} label. */
  String kind();

  /** Labels of the conclusion, beside those of its asset. */
  Map<String, String> labels();

  /** Names of the labels by which findings of this kind are handled together by default. */
  List<String> groupBy();

  /** The value of a label as far as findings are handled together by it. */
  default String groupValue(String label, String value) {
    return value;
  }

  /** One line for a person, without the asset's name. */
  String headline();

  /**
   * The running version meets an advisory.
   *
   * @param version the version that was observed
   * @param vulnerability canonical id
   * @param advisory the record that decided
   * @param source who published that record
   * @param ranges the affected ranges as text
   * @param exploited whether CISA KEV lists it as exploited in the wild
   * @param smallestSafe smallest release in the same lane with no known vulnerability; null: none
   *     known
   * @param latestSafe newest release with no known vulnerability; null: none known
   * @param due when it is to be patched by policy; null: no policy says so
   * @param patchStatus where it stands against that date
   * @param note what documents say of it without changing it, for example that it is under
   *     investigation; null: nothing
   * @param upgrades what could be installed and what would stay open after each: the smallest safe
   *     release, the newest safe one, and the best of the same lane where that is neither
   * @param otherwise less trusted records that say otherwise, one line each
   * @param cause the name under which it was first told, before it had its own: a security release
   *     without details, a record without a CVE; null: {@code vulnerability} itself
   */
  record Unpatched(
      String product,
      String version,
      String vulnerability,
      String advisory,
      String source,
      String summary,
      @Nullable Double cvss,
      List<String> ranges,
      boolean exploited,
      @Nullable LocalDate exploitedDue,
      @Nullable Double epss,
      @Nullable String smallestSafe,
      @Nullable String latestSafe,
      List<String> references,
      Evidence evidence,
      @Nullable Instant due,
      PatchStatus patchStatus,
      @Nullable String note,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Upgrade> upgrades,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> otherwise,
      @Nullable String cause)
      implements Conclusion {

    public Unpatched {
      Require.text(product, "product");
      Require.text(version, "version");
      Require.text(vulnerability, "vulnerability");
      Require.text(advisory, "advisory");
      Require.text(source, "source");
      summary = summary == null ? "" : summary;
      ranges = ranges == null ? List.of() : List.copyOf(ranges);
      references = references == null ? List.of() : List.copyOf(references);
      Require.present(evidence, "evidence");
      patchStatus = patchStatus == null ? PatchStatus.NONE : patchStatus;
      upgrades = upgrades == null ? List.of() : List.copyOf(upgrades);
      otherwise = otherwise == null ? List.of() : List.copyOf(otherwise);
    }

    /** Without a due date, further upgrades, and records that say otherwise. */
    public Unpatched(
        String product,
        String version,
        String vulnerability,
        String advisory,
        String source,
        String summary,
        @Nullable Double cvss,
        List<String> ranges,
        boolean exploited,
        @Nullable LocalDate exploitedDue,
        @Nullable Double epss,
        @Nullable String smallestSafe,
        @Nullable String latestSafe,
        List<String> references,
        Evidence evidence) {
      this(
          product,
          version,
          vulnerability,
          advisory,
          source,
          summary,
          cvss,
          ranges,
          exploited,
          exploitedDue,
          epss,
          smallestSafe,
          latestSafe,
          references,
          evidence,
          null,
          PatchStatus.NONE,
          null,
          List.of(),
          List.of(),
          null);
    }

    /** The same with what could be installed, what less trusted records say, and its first name. */
    public Unpatched with(
        List<Upgrade> choices, List<String> contrary, @Nullable String firstName) {
      return new Unpatched(
          product,
          version,
          vulnerability,
          advisory,
          source,
          summary,
          cvss,
          ranges,
          exploited,
          exploitedDue,
          epss,
          smallestSafe,
          latestSafe,
          references,
          evidence,
          due,
          patchStatus,
          note,
          choices,
          contrary,
          firstName);
    }

    /** The same as policy and documents see it. */
    public Unpatched standing(@Nullable Instant by, PatchStatus status, @Nullable String said) {
      return new Unpatched(
          product,
          version,
          vulnerability,
          advisory,
          source,
          summary,
          cvss,
          ranges,
          exploited,
          exploitedDue,
          epss,
          smallestSafe,
          latestSafe,
          references,
          evidence,
          by,
          status,
          said,
          upgrades,
          otherwise,
          cause);
    }

    @Override
    public String kind() {
      return "unpatched";
    }

    @Override
    public Map<String, String> labels() {
      return Map.of(
          "product",
          product,
          "vulnerability",
          vulnerability,
          "exploited",
          Boolean.toString(exploited),
          "patch_status",
          patchStatus.label());
    }

    @Override
    public List<String> groupBy() {
      return List.of("product", "vulnerability");
    }

    /** What got its own name since stays in the incident of which people were told. */
    @Override
    public String groupValue(String label, String value) {
      return cause != null && label.equals("vulnerability") ? cause : value;
    }

    @Override
    public String headline() {
      String upgrade = smallestSafe == null ? "no safe release known" : "install " + smallestSafe;
      String wild = exploited ? ", exploited in the wild" : "";
      String pressure = patchStatus.pressing() ? ", " + patchStatus.label().replace('-', ' ') : "";
      return product + " " + version + ": " + vulnerability + wild + pressure + "; " + upgrade;
    }
  }

  /** The running release gets no more security fixes. */
  record EndOfLife(
      String product,
      String version,
      String cycle,
      @Nullable LocalDate since,
      @Nullable String latestSafe,
      String source,
      Evidence evidence)
      implements Conclusion {

    public EndOfLife {
      Require.text(product, "product");
      Require.text(version, "version");
      Require.text(cycle, "cycle");
      Require.text(source, "source");
      Require.present(evidence, "evidence");
    }

    @Override
    public String kind() {
      return "end-of-life";
    }

    @Override
    public Map<String, String> labels() {
      return Map.of("product", product, "cycle", cycle);
    }

    @Override
    public List<String> groupBy() {
      return List.of("product", "cycle");
    }

    @Override
    public String headline() {
      String day = since == null ? "" : " since " + since;
      return product + " " + version + ": release " + cycle + " is end of life" + day;
    }
  }

  /**
   * It is not known whether the asset is patched: unknown is not safe.
   *
   * @param reason kind of reason, for example {@code timeout}, {@code branch-only}, {@code
   *     no-coverage}
   * @param detail one line for a person: what happened and what to do
   */
  record VersionUnknown(
      String product, @Nullable String lastVersion, String reason, String detail, Evidence evidence)
      implements Conclusion {

    private static final Set<String> OF_THE_PRODUCT =
        Set.of("no-coverage", "unknown-product", "undecidable-range");

    public VersionUnknown {
      Require.text(product, "product");
      Require.text(reason, "reason");
      Require.text(detail, "detail");
      Require.present(evidence, "evidence");
    }

    @Override
    public String kind() {
      return "version-unknown";
    }

    @Override
    public Map<String, String> labels() {
      return Map.of("product", product, "reason", reason);
    }

    /** What nobody can know of a product is one incident, however many servers run it. */
    @Override
    public List<String> groupBy() {
      return OF_THE_PRODUCT.contains(reason) ? List.of("product", "reason") : List.of("asset");
    }

    @Override
    public String headline() {
      return product + ": cannot tell whether it is patched (" + reason + ")";
    }
  }
}
