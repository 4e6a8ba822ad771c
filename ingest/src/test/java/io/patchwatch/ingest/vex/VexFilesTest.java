package io.patchwatch.ingest.vex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.ImpactStated.Status;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VexFilesTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final VexFiles FILES = new VexFiles(Catalogue.builtIn());

  private static byte[] fixture(String name) throws IOException {
    try (InputStream in = VexFilesTest.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }

  private static VexDocument read(String json) {
    return FILES.read(
        json.getBytes(StandardCharsets.UTF_8), new Origin("vex.json", NOON, "vex-directory"));
  }

  private static VexDocument document(String name) throws IOException {
    return read(new String(fixture(name), StandardCharsets.UTF_8));
  }

  @Test
  void readsOpenVex() throws IOException {
    VexDocument document = document("openvex.json");
    assertThat(document.id()).isEqualTo("https://example.org/vex/openfire-1");
    assertThat(document.author()).isEqualTo("Example Chat Team");
    assertThat(document.statements())
        .containsExactly(
            new Statement(
                List.of("CVE-2023-32315", "GHSA-gw42-f939-fhvm"),
                "openfire",
                List.of(AffectedRange.only("4.7.4")),
                Status.NOT_AFFECTED,
                "inline_mitigations_already_exist",
                "The admin console is bound to loopback",
                Instant.parse("2026-11-20T08:00:00Z")),
            new Statement(
                List.of("CVE-2024-25420"),
                "openfire",
                List.of(),
                Status.UNDER_INVESTIGATION,
                null,
                null,
                Instant.parse("2026-11-21T08:00:00Z")));
    assertThat(document.elsewhere()).isEqualTo(1);
  }

  @Test
  void readsCycloneDx() throws IOException {
    VexDocument document = document("cyclonedx.json");
    assertThat(document.statements())
        .extracting(Statement::product, Statement::status, Statement::versions)
        .containsExactly(
            tuple("synapse", Status.NOT_AFFECTED, List.of(AffectedRange.only("1.98.0"))),
            tuple("synapse", Status.FIXED, List.of(AffectedRange.until("1.90.0", "1.95.1"))));
    assertThat(document.statements().getFirst().justification()).isEqualTo("code_not_reachable");
  }

  @Test
  void readsCsaf() throws IOException {
    VexDocument document = document("csaf.json");
    assertThat(document.id()).isEqualTo("EXAMPLE-2026-0001");
    assertThat(document.author()).isEqualTo("Example ProductCERT");
    assertThat(document.statements())
        .extracting(Statement::product, Statement::status, Statement::versions)
        .containsExactly(
            tuple("mattermost", Status.NOT_AFFECTED, List.of(AffectedRange.only("10.11.2"))),
            tuple(
                "mattermost", Status.AFFECTED, List.of(AffectedRange.until("10.0.0", "10.11.0"))));
    assertThat(document.statements().getFirst().justification())
        .isEqualTo("vulnerable_code_not_present");
  }

  @Test
  void notAffectedWithoutAReasonIsNotBelieved() {
    VexDocument document =
        read(
            """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "x", "author": "a",
             "timestamp": "2026-11-20T08:00:00Z", "version": 1, "statements": [
               {"vulnerability": {"name": "CVE-2023-32315"}, "status": "not_affected",
                "products": [{"@id": "pkg:github/igniterealtime/openfire"}]}]}
            """);
    assertThat(document.statements()).isEmpty();
    assertThat(document.problems())
        .singleElement()
        .asString()
        .contains("statements[0]")
        .contains("not believed");
  }

  @Test
  void aRangeThatCannotBeReadIsNeverWidened() {
    VexDocument document =
        read(
            """
            {"bomFormat": "CycloneDX", "specVersion": "1.5", "vulnerabilities": [
              {"id": "CVE-2023-32315", "analysis": {"state": "not_affected", "detail": "d"},
               "affects": [{"ref": "pkg:github/igniterealtime/openfire",
                 "versions": [{"range": "vers:maven/!=4.7.4"}]}]}]}
            """);
    assertThat(document.statements()).isEmpty();
    assertThat(document.problems()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"@context\": 5}",
        "{\"@context\": \"https://openvex.dev/ns/v0.2.0\"}",
        "{\"@context\": \"https://openvex.dev/ns/v0.2.0\", \"@id\": \"x\", \"author\": \"a\","
            + " \"statements\": [{\"status\": \"safe\", \"vulnerability\": {\"name\": \"C\"}}]}",
        "{\"bomFormat\": \"CycloneDX\", \"vulnerabilities\": 7}",
        "{\"document\": {\"csaf_version\": \"2.0\", \"category\": \"csaf_base\"}}",
        "{\"document\": {\"csaf_version\": \"2.0\"}, \"document\": {}}",
      })
  void whatCannotBeUsedIsRefusedWithItsPlace(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(BadRecord.class)
        .hasMessageStartingWith("vex.json: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"openvex.json", "cyclonedx.json", "csaf.json"})
  void noCutOrScrambledDocumentDoesMoreThanBeRefused(String name) throws IOException {
    byte[] whole = fixture(name);
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = whole.clone();
      for (int k = 0; k < 4; k++) {
        bytes[random.nextInt(bytes.length)] = (byte) "{}[]\",:0a\\".charAt(random.nextInt(10));
      }
      try {
        assertThat(FILES.read(bytes, new Origin("vex.json", NOON, "test"))).isNotNull();
      } catch (BadRecord refused) {
        assertThat(refused).hasMessageStartingWith("vex.json");
      }
    }
  }
}
