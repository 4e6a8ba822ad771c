package io.patchwatch.app.truth;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.app.scan.Advice;
import io.patchwatch.app.scan.Server;
import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Precision;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.streams.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is measured, and what docs/truth.md says of it. */
class TruthTest {

  private static final Path PAGE = Path.of("../docs/truth.md");
  private static final String BEGIN = "```text\n";
  private static final String END = "```\n";
  private static final AdvisorySnapshot SNAPSHOT = AdvisorySnapshot.bundled();
  private static final Corpus CORPUS = Corpus.bundled();
  private static final Truth TRUTH = Truth.measure(Catalogue.builtIn(), SNAPSHOT, CORPUS);

  @Test
  void everyCaseIsAsLabelledAndEveryVectorInOrder() {
    assertThat(TRUTH.mistakes()).isEmpty();
    assertThat(TRUTH.holds()).isTrue();
  }

  @Test
  void hasAtLeastThreeHundredLabelledReleases() {
    assertThat(CORPUS.cases().stream().map(c -> c.product() + " " + c.version()).distinct().count())
        .isGreaterThanOrEqualTo(300);
    assertThat(CORPUS.cases()).extracting(LabelledCase::id).doesNotHaveDuplicates();
    assertThat(CORPUS.cases())
        .filteredOn(labels -> labels.mode() == LabelledCase.Mode.WHOLE)
        .allSatisfy(labels -> assertThat(labels.decidedBy()).hasSameSizeAs(labels.affected()));
  }

  @Test
  void everyProductWithRecordsHasLabelledCases() {
    List<String> covered =
        TRUTH.coverage().stream().filter(c -> c.total() > 0).map(Coverage::product).toList();
    assertThat(CORPUS.cases()).extracting(LabelledCase::product).containsAll(covered);
  }

  @Test
  void aProductWithoutRecordsIsNeverCalledPatched() {
    Advice advice = new Advice(SNAPSHOT.events());
    for (Coverage coverage : TRUTH.coverage()) {
      Product product = Objects.requireNonNull(Catalogue.builtIn().get(coverage.product()));
      Server server = new Server(product, "99.0.0", Precision.FULL, null, "", "test", null);
      if (coverage.total() == 0) {
        assertThat(advice.on(server, CORPUS.labelled()).state())
            .as(product.id())
            .isEqualTo(Verdict.State.UNKNOWN);
      }
    }
  }

  @Test
  void aLostRecordIsNoticed() {
    List<AdvisoryEvent> without =
        SNAPSHOT.events().stream().filter(event -> !isAbout(event, "CVE-2023-32315")).toList();

    List<Marked> marked = new Measure(Catalogue.builtIn(), without).mark(CORPUS);

    assertThat(Accuracy.of("openfire", marked).recall()).isLessThan(1.0);
    assertThat(marked)
        .flatExtracting(Marked::mistakes)
        .contains("misses CVE-2023-32315")
        .doesNotContain("misses CVE-2024-25420");
  }

  @Test
  void thePageSaysWhatIsMeasured() throws IOException {
    StringWriter measured = new StringWriter();
    new TruthText(new PrintWriter(measured)).print(TRUTH);
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END, from);
    if (Boolean.getBoolean("patchwatch.truth.write")) {
      Files.writeString(PAGE, page.substring(0, from) + measured + page.substring(to));
      return;
    }
    assertThat(page.substring(from, to)).isEqualTo(measured.toString());
  }

  private static boolean isAbout(AdvisoryEvent event, String vulnerability) {
    return event instanceof AdvisoryPublished published
        && published.advisory().vulnerability().equals(vulnerability);
  }
}
