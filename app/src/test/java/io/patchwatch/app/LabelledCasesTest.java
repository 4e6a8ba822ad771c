package io.patchwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Precision;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.Judge;
import io.patchwatch.streams.verdict.Knowledge;
import io.patchwatch.streams.verdict.ProductRules;
import io.patchwatch.streams.verdict.Verdict;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The labelled cases, from the bundled records through the readers to the verdict. */
class LabelledCasesTest {

  /**
   * C47 is labelled for the CPE name nextcloud:talk; the same product's record under
   * nextcloud:spreed calls 20.1.8 affected, rightly.
   */
  private static final Map<String, Set<String>> OTHER_PACKAGES =
      Map.of("C47", Set.of("CVE-2026-45266"));

  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final List<Advisory> ADVISORIES =
      AdvisorySnapshot.bundled().events().stream()
          .filter(AdvisoryPublished.class::isInstance)
          .map(event -> ((AdvisoryPublished) event).advisory())
          .toList();

  static List<LabelledCase> cases() throws IOException {
    return LabelledCase.all().stream().filter(labelled -> !records(labelled).isEmpty()).toList();
  }

  @Test
  void judgesAllCasesButThoseWhoseRecordsAreNotInTheSnapshot() throws IOException {
    List<LabelledCase> outside = new ArrayList<>(LabelledCase.all());
    outside.removeAll(cases());

    assertThat(LabelledCase.all()).hasSize(25);
    assertThat(outside).extracting(LabelledCase::id).containsExactly("C49");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void findsWhatTheRecordsSay(LabelledCase labelled) {
    Verdict verdict = verdict(labelled);
    Set<String> affected =
        verdict.affected().stream().map(Answer.Affected::vulnerability).collect(Collectors.toSet());

    assertThat(verdict.unreadable()).isNull();
    assertThat(verdict.covered()).isTrue();
    affected.removeAll(OTHER_PACKAGES.getOrDefault(labelled.id(), Set.of()));
    assertThat(labelled.mistakes(affected)).isEmpty();
  }

  private static Verdict verdict(LabelledCase labelled) {
    return Judge.judge(
        ProductRules.of(CATALOGUE.get(labelled.product())),
        labelled.version(),
        Precision.FULL,
        new Knowledge(records(labelled), Map.of(), null),
        LocalDate.parse("2026-11-23"));
  }

  private static List<Advisory> records(LabelledCase labelled) {
    Product product = CATALOGUE.get(labelled.product());
    String source = labelled.family().equals("nvd-overrides") ? "nvd" : labelled.family();
    return ADVISORIES.stream()
        .filter(advisory -> product != null && advisory.product().equals(product.id()))
        .filter(advisory -> advisory.source().startsWith(source))
        .toList();
  }
}
