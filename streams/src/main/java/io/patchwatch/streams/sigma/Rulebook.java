package io.patchwatch.streams.sigma;

import io.patchwatch.streams.sigma.index.RuleIndex;
import io.patchwatch.streams.sigma.read.Questions;
import io.patchwatch.streams.sigma.read.Reader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A set of rules, compiled together. Immutable and safe for all threads. */
public final class Rulebook {

  private final Reader.Result read;
  private final RuleIndex index;
  private final Map<String, Detection> detections = new HashMap<>();
  private final Map<String, List<Correlation>> feeds = new HashMap<>();

  private Rulebook(Reader.Result read) {
    this.read = read;
    this.index = new RuleIndex(read.detections(), read.questions());
    for (Detection each : read.detections()) {
      detections.put(each.name(), each);
      detections.put(each.id(), each);
    }
    for (Correlation each : read.correlations()) {
      for (String rule : each.rules()) {
        feeds.merge(rule, List.of(each), Rulebook::both);
      }
    }
  }

  private static List<Correlation> both(List<Correlation> some, List<Correlation> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
  }

  /** Compiles texts without values for placeholders. */
  public static Rulebook compile(Collection<RuleText> texts) {
    return compile(texts, Map.of());
  }

  /**
   * Compiles texts. What cannot be used is among {@link #refusals()}, as a whole; the rest works.
   *
   * @param texts of two rules with one id or name the later one counts
   * @param placeholders values for the modifier {@code expand}
   */
  public static Rulebook compile(
      Collection<RuleText> texts, Map<String, List<String>> placeholders) {
    return new Rulebook(Reader.read(texts, placeholders));
  }

  /** All rules about single events. */
  public List<Detection> detections() {
    return read.detections();
  }

  /** All correlations. */
  public List<Correlation> correlations() {
    return read.correlations();
  }

  /** What is not used, and why. */
  public List<Refusal> refusals() {
    return read.refusals();
  }

  /** Finds the rules that an event meets. */
  public RuleIndex index() {
    return index;
  }

  /** The correlations that count matches of the rule or correlation of that id. */
  public List<Correlation> feeds(String id) {
    return feeds.getOrDefault(id, List.of());
  }

  /** The rule about single events of that id or name. */
  public Optional<Detection> detection(String idOrName) {
    return Optional.ofNullable(detections.get(idOrName));
  }

  /** Why that rule matches the event, or does not; empty when there is no such rule. */
  public Optional<Explanation> explain(String idOrName, Fields event) {
    Questions questions = read.questions();
    return detection(idOrName)
        .map(rule -> Explanation.of(rule.condition(), questions.event().of(event)));
  }
}
