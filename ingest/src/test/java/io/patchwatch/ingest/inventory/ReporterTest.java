package io.patchwatch.ingest.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Asset;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.assets.KnownAsset;
import io.patchwatch.ingest.inventory.InventorySettings.UnknownHosts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReporterTest {

  private static final Instant WRITTEN = Instant.parse("2026-11-23T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T11:00:00Z");
  private static final AssetBook ASSETS =
      new AssetBook(
          List.of(
              known("chat-eu-1", "prosody", "Chat1.example.org"),
              known("chat-eu-2", "ejabberd", "chat1.example.org", "chat2"),
              known("chat3.example.org", "synapse")));

  private static KnownAsset known(String id, String product, String... hosts) {
    return new KnownAsset(Asset.of(id), Catalogue.builtIn().get(product), List.of(hosts));
  }

  private static Reported report(
      String list, @Nullable String asset, UnknownHosts unknown, Instant now) {
    InventorySettings settings =
        new InventorySettings(
            Path.of("facts"),
            "auto",
            asset,
            unknown,
            "staging",
            Duration.ofSeconds(10),
            Duration.ofDays(8));
    var inventory =
        Inventories.read("list.txt", list.getBytes(StandardCharsets.UTF_8), Catalogue.builtIn());
    return new Reporter(settings, ASSETS).report(inventory, WRITTEN, now);
  }

  private static Reported report(String list) {
    return report(list, null, UnknownHosts.IGNORE, NOW);
  }

  private static List<String> told(Reported reported) {
    return reported.events().stream().map(ReporterTest::told).toList();
  }

  private static String told(SoftwareEvent event) {
    return switch (event) {
      case SoftwareObserved seen -> seen.asset().id() + " " + seen.product() + " " + seen.version();
      case ProbeFailed failed -> failed.asset().id() + " " + failed.failure();
    };
  }

  @Test
  void assetsKeepTheirIdsByTheNamesOfTheirMachine() {
    assertThat(told(report("# host: CHAT1.example.org\nprosody\t0.12.3-1\nejabberd\t23.01-1\n")))
        .containsExactly("chat-eu-1 prosody 0.12.3", "chat-eu-2 ejabberd 23.01");
    assertThat(told(report("# host: chat3.example.org\nmatrix-synapse\t1.98.0-1\n")))
        .containsExactly("chat3.example.org synapse 1.98.0");
  }

  @Test
  void thePackageTravelsWithTheVersion() {
    SoftwareObserved seen =
        (SoftwareObserved)
            report("# host: chat2\n# distribution: debian:12\nejabberd\t23.01-1\n")
                .events()
                .getFirst();
    assertThat(seen.packageFact().version()).isEqualTo("23.01-1");
    assertThat(seen.packageFact().distribution()).isEqualTo("debian:12");
    assertThat(seen.evidence().source()).isEqualTo("package");
    assertThat(seen.evidence().locator()).isEqualTo("list.txt: line 3");
    assertThat(seen.time()).isEqualTo(WRITTEN);
  }

  @Test
  void aMachineThatNobodyNamedIsAProblemOrAnAssetOfItsOwn() {
    String list = "# host: chat9\nprosody\t0.12.3-1\n";
    assertThat(told(report(list))).isEmpty();
    assertThat(report(list).problems())
        .containsExactly(
            "list.txt: belongs to no asset: prosody on chat9; give the asset's hosts, or set"
                + " unknown_hosts: add");
    Reported added = report(list, null, UnknownHosts.ADD, NOW);
    assertThat(told(added)).containsExactly("prosody@chat9 prosody 0.12.3");
    assertThat(added.events().getFirst().asset().environment()).isEqualTo("staging");
    assertThat(added.events().getFirst().asset().labels()).containsEntry("host", "chat9");
  }

  @Test
  void aFileOfOneAssetTellsOfItsProductOnly() {
    assertThat(
            told(
                report(
                    "prosody\t0.12.3-1\nejabberd\t1-1\n", "chat-eu-1", UnknownHosts.IGNORE, NOW)))
        .containsExactly("chat-eu-1 prosody 0.12.3");
  }

  @Test
  void aFileThatDoesNotNameItsAssetsProductMakesItUnknownAndNeverPatched() {
    Reported reported = report("adduser\t3.134\n", "chat-eu-1", UnknownHosts.IGNORE, NOW);
    assertThat(told(reported)).containsExactly("chat-eu-1 UNREADABLE");
    assertThat(((ProbeFailed) reported.events().getFirst()).detail())
        .isEqualTo("list.txt names no version of Prosody");
    assertThat(told(report("Dear Sir,\n", "chat-eu-1", UnknownHosts.IGNORE, NOW)))
        .containsExactly("chat-eu-1 UNREADABLE");
  }

  @Test
  void aProductThatAListNoLongerNamesIsNotReportedAsAnything() {
    assertThat(told(report("# host: chat1.example.org\nadduser\t3.134\n"))).isEmpty();
  }

  @Test
  void severalVersionsOfOneServerAreUnreadable() {
    Reported reported = report("# host: chat2\nejabberd\t23.01-1\nejabberd\t24.02-1\n");
    assertThat(told(reported)).containsExactly("chat-eu-2 UNREADABLE");
    assertThat(((ProbeFailed) reported.events().getFirst()).detail())
        .contains("23.01 (line 2), 24.02 (line 3)");
  }

  @Test
  void theSameStatementHasTheSameIdAndNoneIsOfTheFuture() {
    String list = "# host: chat2\n# time: 2026-11-24T00:00:00Z\nejabberd\t23.01-1\n";
    SoftwareEvent first = report(list).events().getFirst();
    assertThat(first.time()).isEqualTo(NOW);
    Instant later = Instant.parse("2026-11-25T00:00:00Z");
    SoftwareEvent second = report(list, null, UnknownHosts.IGNORE, later).events().getFirst();
    assertThat(second.time()).isEqualTo(Instant.parse("2026-11-24T00:00:00Z"));
    assertThat(report(list, null, UnknownHosts.IGNORE, later).events().getFirst().id())
        .isEqualTo(second.id());
  }
}
