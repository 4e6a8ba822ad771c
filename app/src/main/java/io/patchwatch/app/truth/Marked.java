package io.patchwatch.app.truth;

import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A verdict compared with its labels.
 *
 * @param hits labelled affected, and said to be
 * @param missed labelled affected, and not said to be
 * @param wrongly said to be affected, and not labelled so
 * @param answers vulnerabilities that the labels speak of
 * @param unknown of these, said to be unknown
 * @param mistakes all that differs from the labels, one line each; none means right
 */
public record Marked(
    LabelledCase labels,
    int hits,
    int missed,
    int wrongly,
    int answers,
    int unknown,
    List<String> mistakes) {

  public Marked {
    mistakes = List.copyOf(mistakes);
  }

  static Marked of(LabelledCase labels, Verdict verdict) {
    Set<String> affected = ids(verdict.affected().stream());
    Set<String> unknown =
        ids(Stream.concat(verdict.unknown().stream(), verdict.remarks().stream()));
    Set<String> clear = ids(verdict.notAffected().stream());
    Set<String> missed = minus(labels.affected(), affected);
    Set<String> wrongly = minus(affected, labels.affected());
    Set<String> bold = minus(labels.unknown(), unknown);
    Set<String> timid = minus(unknown, labels.unknown());
    Set<String> spoken = new TreeSet<>();
    switch (labels.mode()) {
      case WHOLE -> Stream.of(affected, unknown, clear).forEach(spoken::addAll);
      case EXACT -> {
        spoken.addAll(listed(labels));
        spoken.addAll(wrongly);
      }
      case CONTAINS -> spoken.addAll(listed(labels));
    }
    spoken.addAll(labels.affected());
    wrongly.retainAll(spoken);
    timid.retainAll(spoken);
    if (labels.mode() != LabelledCase.Mode.WHOLE) {
      timid.clear();
    }
    return new Marked(
        labels,
        labels.affected().size() - missed.size(),
        missed.size(),
        wrongly.size(),
        spoken.size(),
        (int) spoken.stream().filter(unknown::contains).count(),
        Stream.of(
                lines("misses", missed),
                lines("wrongly says affected:", wrongly),
                lines("wrongly decides:", minus(bold, affected)),
                lines("wrongly says unknown:", minus(timid, missed)),
                Stream.ofNullable(verdict.unreadable()).map(why -> "cannot read it: " + why))
            .flatMap(lines -> lines)
            .toList());
  }

  private static Set<String> listed(LabelledCase labels) {
    return Stream.of(labels.affected(), labels.notAffected(), labels.unknown())
        .flatMap(Set::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> lines(String what, Set<String> ids) {
    return ids.stream().map(id -> what + " " + id);
  }

  private static Set<String> ids(Stream<? extends Answer> answers) {
    return answers.map(Answer::vulnerability).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> minus(Set<String> all, Set<String> without) {
    Set<String> rest = new TreeSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
