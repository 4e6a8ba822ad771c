package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.Precision;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Judges releases of one product against all that is known of it. Made once per state of knowledge
 * (ranges are read then), asked once per release. Pure and safe for threads; the same question gets
 * the same answer in whatever order the knowledge came.
 */
public final class Judge {

  private static final Comparator<Answer.Affected> WORST_FIRST =
      Comparator.comparing(Answer.Affected::severity, Comparator.reverseOrder())
          .thenComparing(Answer.Affected::exploited, Comparator.reverseOrder())
          .thenComparing(Answer.Affected::vulnerability);

  private final ProductRules rules;
  private final Ladder ladder;
  private final List<VulnerabilityCase> cases;
  private final Lifecycle lifecycle;
  private final SafeVersions safeVersions;

  public Judge(ProductRules rules, Knowledge knowledge) {
    this.rules = rules;
    List<ReadRecord> records =
        knowledge.advisories().stream().map(advisory -> ReadRecord.of(advisory, rules)).toList();
    this.ladder = ReadRecord.ladder(records);
    this.cases = cases(records, knowledge.marks());
    this.lifecycle = new Lifecycle(knowledge.lifecycle(), rules);
    this.safeVersions = new SafeVersions(rules, ladder, cases, lifecycle);
  }

  /** Judges a single release; for more than one, keep a {@link Judge}. */
  public static Verdict judge(
      ProductRules rules,
      String version,
      Precision precision,
      Knowledge knowledge,
      LocalDate today) {
    return new Judge(rules, knowledge).judge(version, precision, today);
  }

  private List<VulnerabilityCase> cases(
      List<ReadRecord> records, Map<String, VulnerabilityMarked> marks) {
    SourceOrder order = new SourceOrder(rules.sourceOrder());
    Map<String, List<JudgedRecord>> byVulnerability = new TreeMap<>();
    for (ReadRecord record : records) {
      Advisory advisory = record.advisory();
      byVulnerability
          .computeIfAbsent(advisory.vulnerability(), key -> new ArrayList<>())
          .add(record.on(ladder, order.rank(advisory.source()), rules.laneDepth()));
    }
    return byVulnerability.entrySet().stream()
        .map(
            entry ->
                new VulnerabilityCase(entry.getKey(), entry.getValue(), marks.get(entry.getKey())))
        .toList();
  }

  /**
   * The verdict on one release. A version that cannot be read makes every vulnerability unknown; it
   * never throws for that.
   *
   * @param version as observed
   * @param today the day on which end of life is judged
   */
  public Verdict judge(String version, Precision precision, LocalDate today) {
    // Some schemes order any text, also the word that Prosody and others write for "unknown".
    if (version.chars().noneMatch(Character::isDigit)) {
      return unreadable(version, precision, "'" + version + "' has no number in it");
    }
    try {
      Version running = rules.scheme().parse(version);
      Span span = Span.of(rules.scheme(), running, precision);
      return judge(version, precision, span, today);
    } catch (UnreadableVersionException e) {
      return unreadable(version, precision, String.valueOf(e.getMessage()));
    }
  }

  private Verdict judge(String version, Precision precision, Span span, LocalDate today) {
    Support support = lifecycle.support(span.low(), today);
    boolean supported = support != null && !support.ended();
    Ladder.Place place = ladder.place(span, rules.laneDepth());
    List<Answer.Affected> affected = new ArrayList<>();
    List<Answer.NotAffected> notAffected = new ArrayList<>();
    List<Answer.Doubt> unknown = new ArrayList<>();
    for (VulnerabilityCase vulnerability : cases) {
      switch (vulnerability.answer(place, supported)) {
        case Answer.Affected answer -> affected.add(answer);
        case Answer.NotAffected answer -> notAffected.add(answer);
        case Answer.Doubt answer -> unknown.add(answer);
      }
    }
    affected.sort(WORST_FIRST);
    boolean another =
        !affected.isEmpty()
            || (support != null && support.ended())
            || unknown.stream().anyMatch(doubt -> !doubt.reason().inRecord());
    return new Verdict(
        rules.product(),
        version,
        precision,
        affected,
        notAffected,
        unknown,
        support,
        another ? safeVersions.smallest(span.low(), today) : null,
        safeVersions.latest(span.low(), today),
        !cases.isEmpty(),
        null);
  }

  private Verdict unreadable(String version, Precision precision, String why) {
    return new Verdict(
        rules.product(),
        version,
        precision,
        List.of(),
        List.of(),
        cases.stream().map(vulnerability -> vulnerability.unreadable(why)).toList(),
        null,
        null,
        null,
        !cases.isEmpty(),
        why);
  }
}
