package io.patchwatch.ingest.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.patchwatch.events.AdvisoryEvent;
import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.FeedReported;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.ingest.advisories.feed.FileOutcome.Gone;
import io.patchwatch.ingest.advisories.feed.FileOutcome.Refused;
import io.patchwatch.ingest.advisories.feed.FileOutcome.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFeedTest {

  private static final String OPENFIRE = Records.text("osv-ghsa.ndjson", "GHSA-gw42-f939-fhvm");

  @TempDir private Path directory;
  private final List<FileOutcome> outcomes = new CopyOnWriteArrayList<>();
  private final List<FeedReported> reports = new CopyOnWriteArrayList<>();
  private final InstantSource clock = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));
  private DirectoryFeed feed;

  @AfterEach
  void stop() {
    if (feed != null) {
      feed.close();
    }
  }

  @Test
  void readsWhatIsThereInAnyMixAndDepth() throws IOException {
    Files.createDirectories(directory.resolve("osv/deep"));
    write("osv/deep/openfire.json", OPENFIRE);
    Files.copy(Path.of("data/advisories/kev.json"), directory.resolve("kev.json"));
    write("readme.txt", "not an advisory");
    start(List.of());
    assertThat(events())
        .extracting(AdvisoryEvent::key)
        .containsExactlyInAnyOrder("openfire/GHSA-gw42-f939-fhvm", "openfire/mark/CVE-2023-32315");
  }

  @Test
  void publishesAFileThatAppearsAndOneThatChanges() throws IOException {
    start(List.of());
    move("openfire.json", OPENFIRE);
    awaitEvents(1);
    move("openfire.json", OPENFIRE.replace("4.7.5", "4.7.6").replace("2023-07-20", "2026-07-20"));
    awaitEvents(2);
  }

  @Test
  void theSameContentWithANewerDateIsNoNewsButMakesTheDirectoryYounger() throws IOException {
    Instant old = clock.instant().minus(Duration.ofDays(9));
    write("openfire.json", OPENFIRE);
    Files.setLastModifiedTime(directory.resolve("openfire.json"), FileTime.from(old));
    start(List.of());
    assertThat(reports.getLast().asOf()).isEqualTo(old);

    Path again = Files.writeString(directory.resolve(".new"), OPENFIRE);
    Files.setLastModifiedTime(again, FileTime.from(clock.instant()));
    Files.move(again, directory.resolve("openfire.json"), StandardCopyOption.ATOMIC_MOVE);

    await().until(() -> clock.instant().equals(reports.getLast().asOf()));
    assertThat(events()).hasSize(1);
  }

  @Test
  void watchesDirectoriesThatAppear() throws IOException {
    start(List.of());
    Path late = Files.createDirectory(directory.resolve("late"));
    Files.writeString(late.resolve("openfire.json"), OPENFIRE);
    awaitEvents(1);
  }

  @Test
  void doesNotPublishTheSameContentTwice() throws IOException {
    write("openfire.json", OPENFIRE);
    start(List.of());
    move("copy.json", OPENFIRE + "\n");
    await().until(() -> taken().size() == 2);
    assertThat(events()).hasSize(1);
  }

  @Test
  void doesNotPublishWhatWasKnownBefore() throws IOException {
    List<AdvisoryEvent> known = Records.parse(OPENFIRE).events();
    write("openfire.json", OPENFIRE);
    start(known);
    assertThat(taken()).hasSize(1);
    assertThat(events()).isEmpty();
  }

  @Test
  void neverWithdrawsForATruncatedEmptyOrRemovedFile() throws IOException {
    write("openfire.json", OPENFIRE);
    start(List.of());
    move("openfire.json", OPENFIRE.substring(0, 700));
    awaitOutcome(Refused.class, 1);
    move("openfire.json", "");
    awaitOutcome(Refused.class, 2);
    Files.delete(directory.resolve("openfire.json"));
    awaitOutcome(Gone.class, 1);
    assertThat(events()).hasSize(1);
    assertThat(outcomes)
        .filteredOn(Refused.class::isInstance)
        .allSatisfy(
            refused ->
                assertThat(((Refused) refused).why())
                    .contains(directory.resolve("openfire.json").toString())
                    .contains("fetch it again"));
  }

  @Test
  void aBrokenFileDoesNotDisturbOthers() throws IOException {
    write("a-broken.json", "{\"id\": ");
    write("b-bad.json", OPENFIRE.replace("\"affected\":[", "\"affected\":7,\"x\":["));
    write("c-good.json", OPENFIRE);
    start(List.of());
    assertThat(outcomes)
        .extracting(outcome -> outcome.getClass().getSimpleName())
        .containsExactly("Refused", "Refused", "Taken");
  }

  @Test
  void withdrawsARejectedCveForTheProductsItWasPublishedFor() throws IOException {
    start(AdvisorySnapshot.bundled().events());
    move(
        "CVE-2024-39361.json",
        """
        {"dataType": "CVE_RECORD", "cveMetadata": {"cveId": "CVE-2024-39361", "state": "REJECTED",
         "dateRejected": "2026-11-01T00:00:00Z"}, "containers": {"cna": {}}}""");
    awaitEvents(1);
    assertThat(events())
        .singleElement()
        .isInstanceOfSatisfying(
            AdvisoryWithdrawn.class,
            event -> assertThat(event.key()).isEqualTo("mattermost/CVE-2024-39361"));
  }

  @Test
  void saysWhichDirectoryIsMissing() {
    assertThatThrownBy(
            () ->
                new DirectoryFeed(
                        List.of(watched(directory.resolve("none"))),
                        Records.PRODUCTS,
                        new Ledger(FeedName.COLLECTOR, List.of()),
                        clock,
                        outcomes::add,
                        reports::add)
                    .start())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none is not a directory; create it");
  }

  private static WatchedDirectory watched(Path path) {
    return new WatchedDirectory("mine", path, Duration.ofDays(30));
  }

  @Test
  void reportsHowTheDirectoryStandsAndThatItIsGoodAgain() throws IOException {
    write("openfire.json", OPENFIRE);
    Files.setLastModifiedTime(
        directory.resolve("openfire.json"), FileTime.from(Instant.parse("2026-11-01T00:00:00Z")));
    start(List.of());
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).state()).isEqualTo(FeedReported.State.GOOD);
    assertThat(reports.get(0).asOf()).isEqualTo("2026-11-01T00:00:00Z");

    move("openfire.json", OPENFIRE.substring(0, 700));
    await().until(() -> reports.getLast().state() == FeedReported.State.REFUSED);
    assertThat(reports.getLast().asOf()).isEqualTo("2026-11-01T00:00:00Z");

    move("openfire.json", OPENFIRE);
    await().until(() -> reports.getLast().state() == FeedReported.State.GOOD);
  }

  private void start(List<AdvisoryEvent> known) throws IOException {
    feed =
        new DirectoryFeed(
            List.of(watched(directory)),
            Records.PRODUCTS,
            new Ledger(FeedName.COLLECTOR, known),
            clock,
            outcomes::add,
            reports::add);
    feed.start();
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  /** Puts a file there at once, as a careful downloader does. */
  private void move(String name, String text) throws IOException {
    Path whole = Files.writeString(directory.resolve("." + name + ".part"), text);
    Files.move(whole, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  private List<Taken> taken() {
    return outcomes.stream().filter(Taken.class::isInstance).map(Taken.class::cast).toList();
  }

  private List<AdvisoryEvent> events() {
    return taken().stream().flatMap(file -> file.events().stream()).toList();
  }

  private void awaitEvents(int count) {
    await().untilAsserted(() -> assertThat(events()).hasSize(count));
  }

  private void awaitOutcome(Class<? extends FileOutcome> kind, long count) {
    await()
        .untilAsserted(
            () -> assertThat(outcomes).filteredOn(kind::isInstance).hasSize((int) count));
  }
}
