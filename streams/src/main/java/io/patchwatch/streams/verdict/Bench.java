package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.Precision;
import io.patchwatch.events.Upgrade;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.streams.version.UnreadableVersionException;
import io.patchwatch.streams.version.Version;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Judges versions of one scheme by the records that speak of them. */
final class Bench {

  private static final Comparator<Answer.Affected> WORST_FIRST =
      Comparator.comparing(Answer.Affected::severity, Comparator.reverseOrder())
          .thenComparing(Answer.Affected::exploited, Comparator.reverseOrder())
          .thenComparing(Answer.Affected::vulnerability);

  private final ProductRules rules;
  private final Names names;
  private final Ladder ladder;
  private final List<VulnerabilityCase> cases;
  private final Lifecycle lifecycle;
  private final SafeVersions safeVersions;

  Bench(
      ProductRules rules,
      Collection<Advisory> advisories,
      Names names,
      Map<String, VulnerabilityMarked> marks,
      @Nullable LifecyclePublished lifecycle) {
    this.rules = rules;
    this.names = names;
    List<ReadRecord> records =
        advisories.stream().map(advisory -> ReadRecord.of(advisory, rules)).toList();
    this.ladder = ReadRecord.ladder(records);
    this.cases = cases(records, marks);
    this.lifecycle = new Lifecycle(lifecycle, rules);
    this.safeVersions = new SafeVersions(rules, ladder, cases, this.lifecycle);
  }

  private List<VulnerabilityCase> cases(
      List<ReadRecord> records, Map<String, VulnerabilityMarked> marks) {
    SourceOrder order = new SourceOrder(rules.sourceOrder());
    Map<String, List<JudgedRecord>> byVulnerability = new TreeMap<>();
    for (ReadRecord record : records) {
      JudgedRecord judged =
          record.on(ladder, order.rank(record.advisory().source()), rules.laneDepth());
      names
          .of(record.advisory())
          .forEach(id -> byVulnerability.computeIfAbsent(id, k -> new ArrayList<>()).add(judged));
    }
    return byVulnerability.entrySet().stream()
        .map(
            e ->
                new VulnerabilityCase(
                    e.getKey(), e.getValue(), marks.get(e.getKey()), names.cause(e.getKey())))
        .toList();
  }

  Verdict judge(String version, Precision precision, LocalDate today) {
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
    List<Answer.Doubt> remarks = new ArrayList<>();
    for (VulnerabilityCase vulnerability : cases) {
      switch (vulnerability.answer(place, supported)) {
        case Answer.Affected answer -> affected.add(answer);
        case Answer.NotAffected answer -> notAffected.add(answer);
        case Answer.Doubt answer -> (answer.reason().remark() ? remarks : unknown).add(answer);
      }
    }
    affected.sort(WORST_FIRST);
    boolean another =
        !affected.isEmpty()
            || (support != null && support.ended())
            || unknown.stream().anyMatch(doubt -> !doubt.reason().inRecord());
    SafeVersion smallest = another ? safeVersions.smallest(span.low(), today) : null;
    return new Verdict(
        rules.product(),
        version,
        precision,
        affected,
        notAffected,
        unknown,
        remarks,
        names.superseded(),
        support,
        smallest,
        safeVersions.latest(span.low(), today),
        laneBest(span.low(), supported, smallest, affected.size()),
        !cases.isEmpty(),
        null);
  }

  /** Asked for only where no safe release of the lane is known. */
  private @Nullable Upgrade laneBest(
      Version running, boolean supported, @Nullable SafeVersion smallest, int open) {
    boolean away = smallest == null || !smallest.sameLane();
    return away && open > 0 ? safeVersions.bestInLane(running, supported, open) : null;
  }

  private Verdict unreadable(String version, Precision precision, String why) {
    return new Verdict(
        rules.product(),
        version,
        precision,
        List.of(),
        List.of(),
        cases.stream().map(vulnerability -> vulnerability.unreadable(why)).toList(),
        List.of(),
        names.superseded(),
        null,
        null,
        null,
        null,
        !cases.isEmpty(),
        why);
  }
}
