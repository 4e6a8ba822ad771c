package io.patchwatch.streams.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.streams.privacy.PrivacySettings;
import io.patchwatch.streams.privacy.Pseudonyms;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The samples of all built-in rules, once as they are and once with pseudonyms. */
class PseudonymousRulesTest {

  private static final Rulebook BOOK = Rulebook.compile(RulePack.rules());
  private static final Pseudonyms PSEUDONYMS =
      new PrivacySettings(Secret.of("0123456789abcdef0123456789abcdef"), true, true)
          .pseudonyms()
          .orElseThrow();

  private static List<String> fired(List<LogParsed> records, UnaryOperator<LogParsed> privacy) {
    RuleRun run = new RuleRun(BOOK);
    records.stream().map(privacy).forEach(run::take);
    return run.openings().stream()
        .map(it -> it.rule().name() + " " + it.group().keySet() + " " + (it.explainedBy() != null))
        .sorted()
        .toList();
  }

  @Test
  void everyRuleFiresAsOftenAsWithout() throws Exception {
    SampleRecords records = new SampleRecords(Catalogue.builtIn());
    List<String> changed = new ArrayList<>();
    int fired = 0;
    for (String name : RulePack.names()) {
      for (RuleSamples.Sample sample : RulePackTest.samples(name).samples()) {
        List<LogParsed> lines = records.of(sample);
        List<String> plain = fired(lines, UnaryOperator.identity());
        fired += plain.size();
        List<String> hidden = fired(lines, PSEUDONYMS::hide);
        if (!hidden.equals(plain)) {
          changed.add(name + ", " + sample.name() + ": " + plain + " became " + hidden);
        }
      }
    }
    assertThat(fired).isGreaterThan(100);
    assertThat(changed).isEmpty();
  }
}
