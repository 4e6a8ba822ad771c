package io.patchwatch.streams.sigma.read;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Refusal;
import io.patchwatch.streams.sigma.RuleText;
import io.patchwatch.streams.sigma.match.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reads all rules together: what they refer to may stand anywhere. */
public final class Reader {

  /** Most rules, correlations and filters. */
  public static final int MOST_RULES = 20_000;

  /** So long may a chain of correlations of correlations be. */
  private static final int DEEPEST = 50;

  private final Questions questions = new Questions();
  private final ReadDetection detections;
  private final List<Refusal> refusals = new ArrayList<>();
  private final Map<String, Rule> rules = new LinkedHashMap<>();
  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private final List<ReadFilter> filters = new ArrayList<>();
  private final Map<String, Correlation> correlations = new LinkedHashMap<>();
  private final Map<String, String> idsByName = new HashMap<>();

  private record Rule(About about, Map<String, String> logsource, Condition condition) {}

  private record Pending(Doc doc, About about) {}

  private Reader(Map<String, List<String>> placeholders) {
    detections = new ReadDetection(questions, placeholders);
  }

  /** What became of the texts. */
  public record Result(
      List<Detection> detections,
      List<Correlation> correlations,
      List<Refusal> refusals,
      Questions questions) {}

  /**
   * Reads texts. Of two rules with one id the later one counts.
   *
   * @param placeholders values for {@code expand}
   */
  public static Result read(Collection<RuleText> texts, Map<String, List<String>> placeholders) {
    Reader reader = new Reader(placeholders);
    texts.forEach(reader::take);
    reader.correlate();
    reader.dropIdleFilters();
    return reader.result();
  }

  private void take(RuleText text) {
    List<JsonNode> documents;
    try {
      documents = Documents.of(text.yaml());
    } catch (Bad e) {
      refusals.add(new Refusal(text.origin(), "the whole text", e.place(), e.reason()));
      return;
    }
    for (int i = 0; i < documents.size(); i++) {
      Doc doc = new Doc(text.origin(), i + 1, documents.get(i));
      questions.begin();
      try {
        take(doc);
      } catch (Bad e) {
        questions.undo();
        refuse(doc, e);
      }
    }
  }

  private void refuse(Doc doc, Bad e) {
    refusals.add(new Refusal(doc.origin(), doc.label(), e.place(), e.reason()));
  }

  private void take(Doc doc) throws Bad {
    if (rules.size() + pending.size() + filters.size() >= MOST_RULES) {
      throw new Bad("", "more than " + MOST_RULES + " rules; use fewer");
    }
    if (doc.tree().has("filter")) {
      filters.add(ReadFilter.of(doc, detections));
      return;
    }
    About about = doc.about();
    if (doc.tree().has("correlation")) {
      forget(about);
      pending.put(about.id(), new Pending(doc, about));
    } else {
      Map<String, String> source = ReadDetection.logsource(doc.tree());
      Condition from = LogSources.of(questions, source);
      Condition asked = detections.of("detection", doc.tree().path("detection"), List.of());
      forget(about);
      rules.put(
          about.id(),
          new Rule(
              about,
              source,
              new Condition.All(List.of(new Condition.Named("logsource", from), asked))));
    }
    idsByName.put(about.id(), about.id());
    idsByName.put(about.name(), about.id());
  }

  /** Another rule of the same name or id was meant to be replaced. */
  private void forget(About about) {
    for (String key : List.of(about.id(), about.name())) {
      String id = idsByName.get(key);
      if (id != null) {
        rules.remove(id);
        pending.remove(id);
        idsByName.values().removeIf(id::equals);
      }
    }
  }

  /** Level by level: correlations of rules, correlations of these, and so on. */
  private void correlate() {
    boolean more = true;
    for (int level = 0; more && level < DEEPEST; level++) {
      int left = pending.size();
      Set<String> below = Set.copyOf(correlations.keySet());
      List.copyOf(pending.values()).forEach(each -> correlate(each, below));
      more = pending.size() < left;
    }
    for (Pending each : pending.values()) {
      String reason = "lead in a circle, or through more than " + DEEPEST + " levels; break it";
      refuse(each.doc(), new Bad("correlation.rules", reason));
    }
    pending.clear();
  }

  /** Reads it, unless what it refers to is not read yet. */
  private void correlate(Pending each, Set<String> below) {
    boolean[] waits = {false};
    try {
      UnaryOperator<@Nullable String> ids =
          name -> {
            String id = name == null ? null : idsByName.get(name);
            boolean usable = id != null && (rules.containsKey(id) || below.contains(id));
            waits[0] |=
                id != null && !usable && (pending.containsKey(id) || correlations.containsKey(id));
            return usable ? id : null;
          };
      Correlation read = ReadCorrelation.of(each.doc(), each.about(), ids);
      pending.remove(read.id());
      correlations.put(read.id(), read);
    } catch (Bad e) {
      if (!waits[0]) {
        pending.remove(each.about().id());
        refuse(each.doc(), e);
      }
    }
  }

  /** A filter of nothing would look as if it worked. */
  private void dropIdleFilters() {
    filters.removeIf(
        filter -> {
          boolean idle =
              filter.rules().stream().map(idsByName::get).noneMatch(rules::containsKey)
                  && !filter.rules().isEmpty();
          if (idle) {
            About about = filter.about();
            refusals.add(
                new Refusal(
                    about.origin(),
                    about.name(),
                    "filter.rules",
                    "none is a usable rule about single events; name one by its name or id"));
          }
          return idle;
        });
  }

  private Result result() {
    Map<String, List<Correlation>> feeds = new HashMap<>();
    Set<String> quiet = new HashSet<>();
    Set<String> loud = new HashSet<>();
    for (Correlation each : correlations.values()) {
      for (String rule : each.rules()) {
        feeds.computeIfAbsent(rule, r -> new ArrayList<>()).add(each);
        (each.generate() ? loud : quiet).add(rule);
      }
    }
    List<Detection> all = new ArrayList<>();
    for (Rule rule : rules.values()) {
      String id = rule.about().id();
      all.add(
          new Detection(
              rule.about(),
              rule.logsource(),
              filtered(rule),
              feeds.getOrDefault(id, List.of()),
              !quiet.contains(id) || loud.contains(id)));
    }
    return new Result(
        List.copyOf(all), List.copyOf(correlations.values()), List.copyOf(refusals), questions);
  }

  private Condition filtered(Rule rule) {
    List<Condition> parts = new ArrayList<>(List.of(rule.condition()));
    for (ReadFilter filter : filters) {
      if (filter.concerns(rule.about(), rule.logsource())) {
        String name = "filter " + filter.about().name();
        parts.add(new Condition.Named(name, new Condition.Not(filter.condition())));
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
  }
}
