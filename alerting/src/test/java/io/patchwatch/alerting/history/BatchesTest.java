package io.patchwatch.alerting.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

  @Test
  void keepsEachRequestBelowTheLimitOfBytes() {
    List<Document> lines = Collections.nCopies(1000, document(40 * 1024));
    List<List<Document>> batches = Batches.of(lines);
    assertThat(batches).hasSize(8);
    assertThat(batches)
        .allSatisfy(
            batch ->
                assertThat(batch.stream().mapToInt(Document::size).sum())
                    .isLessThanOrEqualTo(Batches.MAX_BYTES));
    assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(1000);
  }

  @Test
  void keepsEachRequestBelowTheLimitOfDocumentsInTheirOrder() {
    List<Document> lines =
        IntStream.range(0, 2500).mapToObj(i -> new Document("i", "" + i, 1, new byte[1])).toList();
    List<List<Document>> batches = Batches.of(lines);
    assertThat(batches).extracting(List::size).containsExactly(1000, 1000, 500);
    assertThat(batches.stream().flatMap(List::stream)).containsExactlyElementsOf(lines);
  }

  @Test
  void givesADocumentAboveTheLimitABatchOfItsOwn() {
    List<List<Document>> batches =
        Batches.of(List.of(document(1), document(Batches.MAX_BYTES + 1), document(1)));
    assertThat(batches).hasSize(3);
  }

  @Test
  void makesNoBatchOfNothing() {
    assertThat(Batches.of(List.of())).isEmpty();
  }

  private static Document document(int bytes) {
    return new Document("patchwatch-logs-2026.11.23", "id", 1, new byte[bytes]);
  }
}
