package io.patchwatch.streams.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.VersionRule;
import io.patchwatch.streams.version.VersionScheme;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductRulesTest {

  @Test
  void knowsEveryVersionSchemeThatTheCatalogueMayName() {
    assertThat(VersionScheme.names()).containsExactlyInAnyOrderElementsOf(VersionRule.SCHEMES);
  }

  @Test
  void takesSchemeLaneAndSourcesFromTheCatalogue() {
    ProductRules rules = ProductRules.of(Catalogue.builtIn().get("mattermost"));

    assertThat(rules.scheme().name()).isEqualTo("mattermost");
    assertThat(rules.laneDepth()).isEqualTo(2);
    assertThat(rules.sourceOrder()).startsWith("cve5:CNA");
  }

  @Test
  void ranksSourcesByTheLongestNameInTheOrderAndStrangersLast() {
    SourceOrder order = new SourceOrder(List.of("cve5:CNA", "osv:GHSA", "cve5", "osv", "osv:GO"));

    assertThat(order.rank("cve5:CNA")).isZero();
    assertThat(order.rank("cve5:ADP")).isEqualTo(2);
    assertThat(order.rank("osv:PYSEC")).isEqualTo(3);
    assertThat(order.rank("osv:GO")).isEqualTo(4);
    assertThat(order.rank("cve5x")).isEqualTo(5);
  }
}
