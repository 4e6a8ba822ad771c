package io.patchwatch.streams.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.yaml.YamlMistakes;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.RuleText;
import io.patchwatch.streams.sigma.Rulebook;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every value and every field that a rule asks for is needed: without it some sample of the rule
 * goes otherwise than it says.
 */
class DeadPartsTest {

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final SampleTrial TRIAL = new SampleTrial(Catalogue.builtIn());
  private static final String SEPARATOR = "\n---\n";

  /** All but the rules that only others build on: samples of those hold their parts. */
  static List<String> names() {
    return RulePack.names().stream().filter(name -> !name.equals("failed-login")).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachPartOfARuleIsNeededBySomeSample(String name) throws IOException, YamlMistakes {
    List<RuleText> files = RulePack.rules();
    String own = RulePack.ORIGIN + name + ".yml";
    String text = text(files, own);
    RuleSamples samples =
        RuleSamples.read(name, Objects.requireNonNull(RulePack.samples(name), name));
    List<RuleText> others =
        files.stream().filter(it -> needs(text, it) && !it.origin().equals(own)).toList();
    List<String> dead = new ArrayList<>();
    for (Map.Entry<String, String> mutant : mutants(text).entrySet()) {
      if (survives(name, samples, with(others, new RuleText(own, mutant.getValue())))) {
        dead.add(mutant.getKey());
      }
    }
    boolean whole = survives(name, samples, with(others, new RuleText(own, written(text))));
    assertThat(whole).as("passes with nothing left out").isTrue();
    assertThat(dead).as("could be left out").isEmpty();
  }

  private static Rulebook with(List<RuleText> others, RuleText own) {
    List<RuleText> all = new ArrayList<>(others);
    all.add(own);
    return Rulebook.compile(all);
  }

  /** The file, written the way that mutants are. */
  private static String written(String text) throws IOException {
    List<String> documents = new ArrayList<>();
    for (String document : text.split(SEPARATOR, -1)) {
      documents.add(yaml(YAML.readTree(document)));
    }
    return String.join(SEPARATOR, documents);
  }

  private static String yaml(JsonNode rule) throws IOException {
    return YAML.writeValueAsString(rule).replaceFirst("^---\n", "");
  }

  private static boolean survives(String name, RuleSamples samples, Rulebook book) {
    return TRIAL.play(name, samples, book).stream().allMatch(SampleTrial.Result::passed);
  }

  /** Correlations build on rules of these files, and are explained by that. */
  private static boolean needs(String text, RuleText other) {
    return List.of("login", "database", "address", "federation", "upload", "crash", "stuffing")
        .stream()
        .anyMatch(it -> reads(text) && other.origin().contains(it));
  }

  private static boolean reads(String text) {
    return text.contains("correlation:");
  }

  private static String text(List<RuleText> files, String origin) {
    return files.stream().filter(it -> it.origin().equals(origin)).findFirst().orElseThrow().yaml();
  }

  /**
   * What is left out.
   *
   * @param value index of the value; -1: the whole field
   */
  private record Part(String selection, String field, int value) {

    JsonNode without(JsonNode rule) {
      JsonNode less = rule.deepCopy();
      ObjectNode fields = (ObjectNode) less.get("detection").get(selection);
      if (value < 0) {
        fields.remove(field);
      } else {
        ((ArrayNode) fields.get(field)).remove(value);
      }
      return less;
    }
  }

  /** The file with one thing less, by what is missing. */
  private static Map<String, String> mutants(String text) throws IOException {
    Map<String, String> mutants = new HashMap<>();
    List<String> documents = List.of(text.split(SEPARATOR, -1));
    for (int i = 0; i < documents.size(); i++) {
      JsonNode rule = YAML.readTree(documents.get(i));
      for (Part part : parts(rule.path("detection"))) {
        List<String> changed = new ArrayList<>(documents);
        changed.set(i, yaml(part.without(rule)));
        mutants.put(rule.path("name").asText() + ": " + part, String.join(SEPARATOR, changed));
      }
    }
    return mutants;
  }

  private static List<Part> parts(JsonNode detection) {
    List<Part> parts = new ArrayList<>();
    for (Map.Entry<String, JsonNode> selection : detection.properties()) {
      for (Map.Entry<String, JsonNode> field : selection.getValue().properties()) {
        if (selection.getValue().size() > 1) {
          parts.add(new Part(selection.getKey(), field.getKey(), -1));
        }
        for (int i = 0; field.getValue().size() > 1 && i < field.getValue().size(); i++) {
          parts.add(new Part(selection.getKey(), field.getKey(), i));
        }
      }
    }
    return parts;
  }
}
