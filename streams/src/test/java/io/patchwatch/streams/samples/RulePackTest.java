package io.patchwatch.streams.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.yaml.YamlMistakes;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract that every rule of the pack keeps. */
class RulePackTest {

  private static final Path FILES = Path.of("src/main/resources/io/patchwatch/streams/rules/pack");
  private static final Rulebook BOOK = Rulebook.compile(RulePack.rules());
  private static final Set<String> BUILDING_BLOCKS = Set.of("failed-login");

  static List<String> names() {
    return RulePack.names();
  }

  static Stream<About> abouts() {
    return Stream.concat(
        BOOK.detections().stream().map(Detection::about),
        BOOK.correlations().stream().map(Correlation::about));
  }

  @Test
  void isListedCompletely() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      List<String> there =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".yml") && !name.endsWith(RuleSamples.SUFFIX))
              .map(name -> name.substring(0, name.length() - ".yml".length()))
              .sorted()
              .toList();
      assertThat(RulePack.names()).isEqualTo(there).hasSizeGreaterThanOrEqualTo(45);
    }
  }

  @Test
  void noRuleIsRefused() {
    assertThat(BOOK.refusals()).isEmpty();
  }

  @Test
  void idsAreUuidsAndNoneIsThereTwice() {
    List<String> ids = abouts().map(About::id).toList();
    assertThat(ids).doesNotHaveDuplicates().allSatisfy(id -> UUID.fromString(id));
    assertThat(abouts().map(About::name).toList()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("names")
  void eachFileHasARuleOfItsName(String name) {
    assertThat(abouts().map(About::name)).contains(name);
  }

  @ParameterizedTest
  @MethodSource("names")
  void everySampleIsMetOrLeftAloneAsItSays(String name) throws YamlMistakes {
    RuleSamples samples = samples(name);
    List<String> problems = new ArrayList<>();
    for (SampleTrial.Result result :
        new SampleTrial(Catalogue.builtIn()).play(name, samples, BOOK)) {
      if (!result.passed()) {
        problems.add(result.sample().name() + ": " + result.problem());
      }
    }
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyRuleHasASampleThatFiresAndOneThatDoesNot(String name) throws YamlMistakes {
    Set<Boolean> fires = new TreeSet<>();
    samples(name).samples().forEach(sample -> fires.add(sample.fires() > 0));
    assertThat(fires)
        .containsAll(BUILDING_BLOCKS.contains(name) ? Set.of(false) : Set.of(true, false));
  }

  @ParameterizedTest
  @MethodSource("abouts")
  void everyRuleSaysWhatToDoAndHowItErrs(About rule) {
    assertThat(rule.description()).hasSizeGreaterThan(20);
    if (!rule.level().name().equals("INFORMATIONAL")) {
      assertThat(rule.description()).hasSizeGreaterThan(80);
      assertThat(rule.falsePositives()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("abouts")
  void everyExploitRuleNamesItsVulnerabilityAndWhereToReadOfIt(About rule) {
    List<String> vulnerabilities =
        rule.tags().stream()
            .filter(tag -> tag.startsWith("cve."))
            .map(tag -> "CVE-" + tag.substring("cve.".length()))
            .toList();
    if (!vulnerabilities.isEmpty()) {
      assertThat(vulnerabilities).allMatch(id -> id.matches("CVE-\\d{4}-\\d{4,}"));
      assertThat(rule.references()).isNotEmpty();
      assertThat(rule.references()).allMatch(link -> link.startsWith("https://"));
    }
  }

  static RuleSamples samples(String name) throws YamlMistakes {
    return RuleSamples.read(
        name + RuleSamples.SUFFIX, Objects.requireNonNull(RulePack.samples(name), name));
  }
}
