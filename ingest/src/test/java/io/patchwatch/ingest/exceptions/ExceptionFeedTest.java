package io.patchwatch.ingest.exceptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Scope;
import io.patchwatch.events.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExceptionFeedTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String OPENVEX =
      """
      {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "x", "author": "a", "version": 1,
       "timestamp": "2026-11-20T08:00:00Z", "statements": [
         {"vulnerability": {"name": "CVE-2023-32315"}, "status": "under_investigation",
          "products": [{"@id": "pkg:github/igniterealtime/openfire"}]}]}
      """;

  @TempDir private Path directory;
  private final List<ExceptionCommand> published = new CopyOnWriteArrayList<>();
  private Path vex;

  @BeforeEach
  void makeDirectory() throws IOException {
    vex = Files.createDirectories(directory.resolve("vex"));
  }

  private static DeclaredException declared(String id, Duration length) {
    return new DeclaredException(
        id, "team", "reason", Scope.of("CVE-2023-32315", "openfire"), NOON.plus(length));
  }

  private ExceptionFeed started(DeclaredException... declared) throws IOException {
    ExceptionFeed feed =
        new ExceptionFeed(
            Catalogue.builtIn(),
            directory.resolve("state/ledger.json"),
            published::add,
            () -> NOON);
    feed.start(List.of(declared), List.of(vex), Duration.ofDays(90));
    return feed;
  }

  @Test
  void whatIsTakenOutOfTheConfigurationIsRevokedAtTheNextStart() throws IOException {
    started(declared("a", Duration.ofDays(3)), declared("b", Duration.ofDays(3))).close();
    published.clear();
    started(declared("a", Duration.ofDays(3))).close();
    assertThat(published).hasSize(2);
    assertThat(published.get(0)).isInstanceOf(RiskAccepted.class);
    assertThat(published.get(1))
        .isInstanceOf(ExceptionRevoked.class)
        .returns("b", ExceptionCommand::exception);
  }

  @Test
  void whatEndedOrLastsTooLongIsNotPublished() throws IOException {
    started(declared("over", Duration.ofDays(-1)), declared("long", Duration.ofDays(91))).close();
    assertThat(published).isEmpty();
  }

  @Test
  void aDocumentIsPublishedAndRevokedWhenItGoes() throws IOException {
    Path file = Files.writeString(vex.resolve("one.json"), OPENVEX);
    try (ExceptionFeed feed = started()) {
      assertThat(published).singleElement().isInstanceOf(ImpactStated.class);
      Files.delete(file);
      await().untilAsserted(() -> assertThat(published).hasSize(2));
      assertThat(published.get(1)).isInstanceOf(ExceptionRevoked.class);
      assertThat(feed).isNotNull();
    }
  }

  @Test
  void aDocumentThatWentWhileNobodyLookedIsRevoked() throws IOException {
    Path file = Files.writeString(vex.resolve("one.json"), OPENVEX);
    started().close();
    Files.delete(file);
    published.clear();
    started().close();
    assertThat(published).singleElement().isInstanceOf(ExceptionRevoked.class);
  }

  @Test
  void aDocumentThatIsBrokenChangesNothing() throws IOException {
    Path file = Files.writeString(vex.resolve("one.json"), OPENVEX);
    started().close();
    Files.writeString(file, OPENVEX.substring(0, 100));
    published.clear();
    started().close();
    assertThat(published).isEmpty();
  }
}
