package io.patchwatch.streams.rules;

import io.patchwatch.events.Severity;
import io.patchwatch.streams.correlate.Question;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is watched for because of one rule or correlation.
 *
 * @param name short name, which findings show
 * @param attack whether it is an attack, or else a malfunction
 * @param advice what the author says about it; null: nothing
 * @param vulnerabilities ids of those whose exploitation it shows
 * @param question what is asked of the events of a group; null: each event is told
 * @param span within which it is asked; of a single rule, how long an explanation holds
 * @param quiet it is over when so long nothing came
 * @param key ECS fields whose values make a group
 * @param aliases by rule, what a field of {@code key} is called there
 * @param rules indexes of what it counts, by name
 * @param values fields whose values are counted or added up; empty: none
 * @param needs fields that hits carry along for correlations of this one
 * @param reports whether findings are made of it
 * @param trial as the configuration names it, if its findings are only counted; null: they are told
 * @param explainedBy rules that explain it innocently
 * @param parents correlations that ask about this one
 * @param chained whether it asks about correlations, whose hits stand for many records
 * @param local whether all that it counts together is of one server, so that it is counted where
 *     the server's log is parsed
 */
record Watch(
    String name,
    String title,
    Severity severity,
    boolean attack,
    @Nullable String advice,
    List<String> references,
    List<String> vulnerabilities,
    @Nullable Question question,
    Duration span,
    Duration quiet,
    List<String> key,
    Map<String, Map<String, String>> aliases,
    Map<String, Integer> rules,
    List<String> values,
    Set<String> needs,
    boolean reports,
    @Nullable String trial,
    List<String> explainedBy,
    List<String> parents,
    boolean chained,
    boolean local) {

  static final String ASSET = "service.name";

  /** Whether one finding may be about several servers. */
  boolean acrossServers() {
    return !key.contains(ASSET);
  }

  String kind() {
    return attack ? "attacked" : "malfunction";
  }

  /** What the field of the key is called in the records of this rule. */
  String field(String keyField, String rule) {
    Map<String, String> names = aliases.get(keyField);
    return names == null ? keyField : names.getOrDefault(rule, keyField);
  }

  /** How long a group without a case is kept after its last event. */
  Duration patience() {
    return span.plusSeconds(1);
  }
}
