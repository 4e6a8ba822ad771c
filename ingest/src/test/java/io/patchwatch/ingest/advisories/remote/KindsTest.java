package io.patchwatch.ingest.advisories.remote;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Event;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.FeedReported.State;
import io.patchwatch.events.LifecyclePublished;
import io.patchwatch.events.VulnerabilityMarked;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.feed.FeedName;
import io.patchwatch.ingest.advisories.feed.Ledger;
import io.patchwatch.ingest.advisories.fetch.Digests;
import io.patchwatch.ingest.advisories.fetch.WebSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of source, in the layout that it documents, with real records. */
class KindsTest {

  private static final Path DATA = Path.of("data/advisories");

  @TempDir private Path state;
  private Source source;
  private final List<Event> published = new ArrayList<>();
  private Instant now = Instant.parse("2026-08-22T12:00:00Z");
  private List<String> select = List.of();
  private @Nullable URI checksum;
  private @Nullable URI proxy;
  private @Nullable Path archive;
  private @Nullable String key;

  @BeforeEach
  void open() throws IOException {
    source = new Source();
  }

  @AfterEach
  void close() {
    source.close();
  }

  private FeedReported look(FeedKind kind, URI url) throws Exception {
    WebSettings web =
        new WebSettings(
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            10_000_000,
            proxy,
            1,
            Duration.ofMillis(1));
    FeedSettings settings =
        new FeedSettings(
            "test", kind, url, archive, select, checksum, Duration.ofHours(1), null, 0.1, key, web);
    Newsroom newsroom = new Newsroom(new Ledger(FeedName.COLLECTOR, List.of()), published::add);
    published.clear();
    source.asked.clear();
    try (RemoteFeed feed =
        new RemoteFeed(
            settings, Catalogue.builtIn().all(), "c", state, newsroom, InstantSource.fixed(now))) {
      return feed.look();
    }
  }

  private FeedReported look(FeedKind kind, String path) throws Exception {
    return look(kind, source.url(path));
  }

  private static void assertGood(FeedReported report) {
    assertThat(report.state()).as(report.detail()).isEqualTo(State.GOOD);
  }

  private List<String> vulnerabilities() {
    return published.stream()
        .filter(AdvisoryPublished.class::isInstance)
        .map(event -> ((AdvisoryPublished) event).advisory().vulnerability())
        .distinct()
        .toList();
  }

  private static String record(String file, String id) {
    try (Stream<String> lines = Files.lines(DATA.resolve(file))) {
      return lines.filter(line -> line.contains("\"" + id + "\"")).findFirst().orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  private void release(String path, String day, String... assets) {
    StringBuilder list = new StringBuilder();
    for (String asset : assets) {
      list.append(list.isEmpty() ? "" : ",")
          .append("{\"name\": \"" + asset + "\", \"browser_download_url\": \"")
          .append(source.url("/" + asset) + "\"}");
    }
    source.page(path, "{\"tag_name\": \"" + day + "\", \"assets\": [" + list + "]}");
  }

  @Test
  void cveIsReadAsBaselineThenAsChangesWithTheDaysThatWereMissed() throws Exception {
    String whole = "2026-08-20_all_CVEs_at_midnight.zip.zip";
    String delta = "2026-08-20_delta_CVEs_at_1100Z.zip";
    release("/releases/latest", "cve_2026-08-20_1100Z", delta, whole);
    String first = record("cve5.ndjson", "CVE-2023-32678");
    Path inner = state.resolveSibling(state.getFileName() + "-inner.zip");
    Files.write(inner, Source.zip("cves/2023/32xxx/CVE-2023-32678.json", first));
    source.pages.put("/" + whole, nested(Files.readAllBytes(inner)));
    Files.delete(inner);
    String second = record("cve5.ndjson", "CVE-2023-3577");
    source.pages.put("/" + delta, Source.zip("deltaCves/CVE-2023-3577.json", second));

    assertGood(look(FeedKind.CVE, "/releases/"));
    assertThat(vulnerabilities()).containsExactlyInAnyOrder("CVE-2023-32678", "CVE-2023-3577");

    String missed = "2026-08-20_delta_CVEs_at_end_of_day.zip";
    String today = "2026-08-21_delta_CVEs_at_0200Z.zip";
    release("/releases/latest", "x", today, "2026-08-21_all_CVEs_at_midnight.zip.zip");
    release("/releases/tags/cve_2026-08-20_at_end_of_day", "x", missed);
    source.pages.put("/" + missed, Source.zip("CVE-2023-3577.json", second));
    source.pages.put("/" + today, Source.zip("CVE-2023-3577.json", second));

    assertGood(look(FeedKind.CVE, "/releases/"));
    assertThat(source.asked)
        .containsExactly(
            "/releases/latest",
            "/releases/tags/cve_2026-08-20_at_end_of_day",
            "/" + missed,
            "/" + today);
    assertThat(vulnerabilities()).as("what was there is kept").contains("CVE-2023-32678");

    String later = "2026-08-23_all_CVEs_at_midnight.zip.zip";
    release("/releases/latest", "x", later);
    source.pages.put("/" + later, source.pages.get("/" + whole));
    assertGood(look(FeedKind.CVE, "/releases/"));
    assertThat(source.asked).as("a missed day that is not there: all again").endsWith("/" + later);
  }

  private static byte[] nested(byte[] inner) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("cves.zip"));
      zip.write(inner);
    }
    return bytes.toByteArray();
  }

  private static String cve(int number) {
    return """
        {"cve": {"id": "CVE-2026-100%d", "lastModified": "2026-05-01T10:00:00.123",
         "descriptions": [{"lang": "en", "value": "A bug."}],
         "configurations": [{"nodes": [{"operator": "OR", "negate": false, "cpeMatch": [
           {"vulnerable": true, "versionEndExcluding": "11.4",
            "criteria": "cpe:2.3:a:zulip:zulip_server:*:*:*:*:*:*:*:*"}]}]}]}}
        """
        .formatted(number);
  }

  private void nvd(String cpe, String rest, int start, int total, String... records) {
    source.page(
        "/cves?virtualMatchString=cpe%3A2.3%3Aa%3A"
            + cpe.replace(":", "%3A")
            + "&startIndex="
            + start
            + rest,
        "{\"resultsPerPage\": %d, \"startIndex\": %d, \"totalResults\": %d, \"vulnerabilities\": [%s]}"
            .formatted(records.length, start, total, String.join(",", records)));
  }

  private void everyCpe(String rest) {
    Catalogue.builtIn().all().stream()
        .flatMap(product -> product.advisories().cpe().stream())
        .forEach(cpe -> nvd(cpe, rest, 0, 0));
  }

  @Test
  void nvdIsReadPageByPageAndThenOnlyWhatChanged() throws Exception {
    everyCpe("");
    nvd("zulip:zulip_server", "", 0, 3, cve(1), cve(2));
    nvd("zulip:zulip_server", "", 2, 3, cve(3));
    key = "secret";

    assertGood(look(FeedKind.NVD, "/cves"));
    assertThat(vulnerabilities())
        .containsExactlyInAnyOrder("CVE-2026-1001", "CVE-2026-1002", "CVE-2026-1003");
    assertThat(source.credentials).containsOnly("null secret");

    now = now.plus(Duration.ofHours(3));
    everyCpe("&lastModStartDate=2026-08-22T10:00:00Z&lastModEndDate=2026-08-22T15:00:00Z");
    assertGood(look(FeedKind.NVD, "/cves"));
    assertThat(source.asked).allMatch(path -> path.contains("lastModStartDate"));
  }

  @Test
  void nvdThatStopsInTheMiddleIsRefused() throws Exception {
    everyCpe("");
    nvd("zulip:zulip_server", "", 0, 3, cve(1), cve(2));
    nvd("zulip:zulip_server", "", 2, 3);

    FeedReported report = look(FeedKind.NVD, "/cves");

    assertThat(report.reason()).isEqualTo("truncated");
    assertThat(published).containsExactly(report);
  }

  @Test
  void goIsReadByItsIndexAndOnlyWhenItChanged() throws Exception {
    String id = "GO-2022-0540";
    source.page("/index/db.json", "{\"modified\": \"2026-08-01T00:00:00Z\"}");
    source.page(
        "/index/modules.json",
        """
        [{"path": "github.com/mattermost/mattermost-server", "vulns":
           [{"id": "GO-2022-0540", "modified": "2026-07-01T00:00:00Z"}]},
         {"path": "example.org/other", "vulns":
           [{"id": "GO-2022-0001", "modified": "2026-07-01T00:00:00Z"}]}]
        """);
    source.page("/ID/" + id + ".json", record("osv-go.ndjson", id));

    assertGood(look(FeedKind.GO, "/"));
    assertThat(vulnerabilities()).containsExactly("CVE-2022-2401");
    assertGood(look(FeedKind.GO, "/"));
    assertThat(source.asked).containsExactly("/index/db.json");
  }

  @Test
  void osvIsReadForEachEcosystemAndOneThatFailsLeavesTheOthers() throws Exception {
    select = List.of("PyPI", "Hex");
    String record = record("osv-pysec.ndjson", "PYSEC-2026-1614");
    source.pages.put("/PyPI/all.zip", Source.zip("PYSEC-2026-1614.json", record));

    FeedReported report = look(FeedKind.OSV, "/");

    assertThat(report.reason()).isEqualTo("http-status");
    assertThat(vulnerabilities()).containsExactly("CVE-2025-30355");

    source.pages.put("/Hex/all.zip", Source.zip("x.json", record));
    assertGood(look(FeedKind.OSV, "/"));
  }

  @Test
  void osvAsksForNoDistributionUnlessItIsSelected() throws Exception {
    look(FeedKind.OSV, "/");

    assertThat(source.asked)
        .contains("/PyPI/all.zip", "/npm/all.zip", "/Maven/all.zip")
        .doesNotContain("/Debian/all.zip", "/Ubuntu/all.zip");
  }

  @Test
  void singleRecordsOfOsvAreReadById() throws Exception {
    select = List.of("PYSEC-2026-1614");
    source.page("/v1/vulns/PYSEC-2026-1614", record("osv-pysec.ndjson", "PYSEC-2026-1614"));

    assertGood(look(FeedKind.OSV_API, "/"));
    assertThat(vulnerabilities()).containsExactly("CVE-2025-30355");
  }

  @Test
  void epssIsReadCompressedAndMarksWhatIsKnown() throws Exception {
    String scores =
        "#model_version:v2025.03.14,score_date:2026-08-22T00:00:00+0000\n"
            + "cve,epss,percentile\nCVE-2023-32315,0.97,0.99\nCVE-2020-1,0.1,0.2\n";
    source.pages.put("/epss.csv.gz", gzip(scores.getBytes()));

    assertGood(look(FeedKind.EPSS, "/epss.csv.gz"));
    assertThat(Files.exists(state.resolve("epss.csv.gz"))).isTrue();

    byte[] whole = gzip(scores.getBytes());
    source.pages.put("/epss.csv.gz", Arrays.copyOf(whole, whole.length / 2));
    assertThat(look(FeedKind.EPSS, "/epss.csv.gz").reason()).isEqualTo("unreadable");
    assertThat(published).noneMatch(VulnerabilityMarked.class::isInstance);
  }

  @Test
  void lifeCyclesAreReadForTheProductsOfTheCatalogueAndAMissingOneIsTold() throws Exception {
    source.pages.put(
        "/api/mattermost.json", Files.readAllBytes(DATA.resolve("endoflife-mattermost.json")));

    source.pages.put(
        "/api/nextcloud.json", Files.readAllBytes(DATA.resolve("endoflife-nextcloud.json")));

    FeedReported report = look(FeedKind.ENDOFLIFE, "/api/");

    assertGood(report);
    assertThat(report.detail()).contains("not there: [rocket-chat.json]");
    assertThat(published).hasAtLeastOneElementOfType(LifecyclePublished.class);

    source.pages.remove("/api/nextcloud.json");
    FeedReported most = look(FeedKind.ENDOFLIFE, "/api/");
    assertThat(most.state()).isEqualTo(State.UNREACHED);
    assertThat(most.detail()).contains("2 of 3 are not there (404)");
  }

  @Test
  void aSecurityReleaseIsToldOnDayZeroAndAnEmptyListIsNoTrouble() throws Exception {
    select = List.of("rocket-chat", "synapse");
    key = "token";
    source.page(
        "/repos/RocketChat/Rocket.Chat/releases?per_page=100",
        """
        [{"tag_name": "7.9.3", "html_url": "https://github.com/RocketChat/Rocket.Chat/releases/tag/7.9.3",
          "name": "7.9.3", "draft": false, "prerelease": false, "body": "- Security Hotfix",
          "published_at": "2026-08-22T10:00:00Z"}]
        """);
    source.page("/repos/element-hq/synapse/releases?per_page=100", "[]");

    assertGood(look(FeedKind.GITHUB_RELEASES, "/"));

    assertThat(vulnerabilities()).containsExactly("release:rocket-chat/7.9.3");
    assertThat(source.credentials).containsOnly("Bearer token null");
  }

  @Test
  void aChecksumThatIsPublishedBesideIsChecked() throws Exception {
    byte[] zip = Source.zip("PYSEC-2026-1614.json", record("osv-pysec.ndjson", "PYSEC-2026-1614"));
    source.pages.put("/all.zip", zip);
    Path file = Files.write(state.resolveSibling(state.getFileName() + ".zip"), zip);
    source.page("/all.zip.sha256", "0".repeat(64) + "  all.zip\n");
    checksum = source.url("/all.zip.sha256");
    assertThat(look(FeedKind.PYSEC, "/all.zip").reason()).isEqualTo("checksum");
    assertThat(vulnerabilities()).isEmpty();

    source.page("/all.zip.sha256", Digests.sha256(file) + "  all.zip\n");
    Files.delete(file);
    assertGood(look(FeedKind.PYSEC, "/all.zip"));
  }

  @Test
  void asksThroughAProxy() throws Exception {
    byte[] kev = Files.readAllBytes(DATA.resolve("kev.json"));
    source.pages.put("http://feeds.example.org/kev.json", kev);
    proxy = source.url("");

    assertGood(look(FeedKind.KEV, URI.create("http://feeds.example.org/kev.json")));
    assertThat(source.asked).containsExactly("http://feeds.example.org/kev.json");
  }

  @Test
  void followsRedirectsWithoutTheKeyAndNotForEver() throws Exception {
    key = "token";
    source.moved.put("/kev.json", "http://localhost:" + source.port() + "/there.json");
    source.pages.put("/there.json", Files.readAllBytes(DATA.resolve("kev.json")));
    assertGood(look(FeedKind.KEV, "/kev.json"));
    assertThat(source.credentials).containsExactly("Bearer token null", "null null");

    source.moved.put("/kev.json", "/kev.json");
    assertThat(look(FeedKind.KEV, "/kev.json").reason()).isEqualTo("redirect");
    source.moved.put("/kev.json", "file:///etc/passwd");
    assertThat(look(FeedKind.KEV, "/kev.json").reason()).isEqualTo("redirect");
  }

  @Test
  void aLocalArchiveIsReadWhenItChanges() throws Exception {
    archive = state.resolveSibling(state.getFileName() + ".zip");
    assertThat(look(FeedKind.OSV, "/").reason()).isEqualTo("missing");
    Path file = requireNonNull(archive);
    Files.write(file, Source.zip("a.json", record("osv-pysec.ndjson", "PYSEC-2026-1614")));
    assertGood(look(FeedKind.OSV, "/"));
    assertThat(vulnerabilities()).containsExactly("CVE-2025-30355");
    assertThat(source.asked).isEmpty();
    Files.delete(file);
    assertThat(look(FeedKind.OSV, "/").records()).isPositive();
  }
}
