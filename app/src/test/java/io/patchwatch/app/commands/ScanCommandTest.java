package io.patchwatch.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.patchwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a scan writes in each format, and what it reads. */
class ScanCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(err));
    return commandLine.execute(args);
  }

  private String sbom() throws IOException {
    return file(
        "sbom.json",
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [
          {"type": "library", "name": "left-pad", "version": "1.0", "purl": "pkg:npm/left-pad@1.0"},
          {"type": "application", "name": "matrix-synapse", "version": "1.152.0",
           "purl": "pkg:pypi/matrix-synapse@1.152.0"},
          {"type": "application", "name": "mattermost-server", "version": "11.7.9",
           "purl": "pkg:golang/github.com/mattermost/mattermost-server@11.7.9"}]}
        """);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content).toString();
  }

  @Test
  void jsonIsAsItsSchemaSays() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(Files.readString(Path.of("../docs/scan.schema.json")));

    assertThat(run("scan", "--format", "json", sbom())).isEqualTo(1);

    JsonNode document = JSON.readTree(out.toString());
    assertThat(schema.validate(document)).isEmpty();
    assertThat(document.path("servers")).hasSize(2);
    JsonNode synapse = document.path("servers").get(0);
    assertThat(synapse.path("product").asText()).isEqualTo("synapse");
    assertThat(synapse.path("affected").findValuesAsText("vulnerability"))
        .contains("CVE-2026-45076", "CVE-2026-45078");
    assertThat(synapse.at("/install/smallest/version").asText()).isEqualTo("1.152.1");
  }

  @Test
  void sarifIsAsTheStandardsSchemaSays() throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(VersionFlag.V7)
            .getSchema(
                Objects.requireNonNull(
                    getClass().getResourceAsStream("/schema/sarif-schema-2.1.0.json")));

    assertThat(run("scan", "--format", "sarif", sbom())).isEqualTo(1);

    JsonNode log = JSON.readTree(out.toString());
    assertThat(schema.validate(log)).isEmpty();
    JsonNode run = log.at("/runs/0");
    assertThat(run.at("/tool/driver/rules").findValuesAsText("id")).contains("CVE-2026-45076");
    assertThat(run.at("/results/0/message/text").asText())
        .contains("Synapse 1.152.0", "install 1.152.1");
    assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asText())
        .endsWith("sbom.json");
  }

  @Test
  void aFileOfSeveralServersIsATableWithTheWorstFirst() throws IOException {
    assertThat(run("scan", sbom())).isEqualTo(1);

    assertThat(out.toString().lines().filter(line -> line.contains("1.152.0")).findFirst())
        .hasValueSatisfying(line -> assertThat(line).contains("synapse", "UNPATCHED", "1.152.1"));
    assertThat(out.toString()).contains("HOST", "mattermost", "advisories as of");
  }

  @Test
  void anUnreadableFileIsNotSafe() throws IOException {
    assertThat(run("scan", file("facts.json", "{\"half\": "))).isEqualTo(2);
    assertThat(err.toString()).contains("facts.json").doesNotContain("\tat ");
    assertThat(run("scan", directory + "/nothing.json")).isEqualTo(2);
    assertThat(err.toString()).contains("is not there");
  }

  @Test
  void ownRecordsAreJudgedByAsWell() throws IOException {
    Path records = Files.createDirectory(directory.resolve("records"));
    Files.writeString(
        records.resolve("new.json"),
        """
        {"id": "GHSA-xxxx-yyyy-zzzz", "modified": "2026-11-20T00:00:00Z", "aliases": ["CVE-2026-99999"],
         "summary": "A new one", "affected": [{"package": {"ecosystem": "Maven",
         "name": "org.igniterealtime.openfire:xmppserver"}, "ranges": [{"type": "ECOSYSTEM",
         "events": [{"introduced": "0"}, {"fixed": "5.0.9"}]}]}]}
        """);

    assertThat(run("scan", "openfire", "5.0.2")).isZero();
    assertThat(run("scan", "--advisories", records.toString(), "openfire", "5.0.2")).isEqualTo(1);
    assertThat(out.toString()).contains("CVE-2026-99999", "Install 5.0.9 or later", "of your own");
  }

  @Test
  void saysHowOldItsAdvisoriesAre() {
    run("scan", "--today", "2026-08-30", "openfire", "5.0.2");
    assertThat(out.toString()).contains("8 days old").doesNotContain("OLD:");
    run("scan", "--today", "2027-01-01", "openfire", "5.0.2");
    assertThat(out.toString()).contains("132 days old", "OLD:", "--advisories DIR");
  }

  @Test
  void endOfLifeIsJudgedForTheGivenDay() {
    run("scan", "--today", "2026-09-01", "mattermost", "11.10.0");
    assertThat(out.toString()).doesNotContain("no more security fixes");
    run("scan", "--today", "2026-12-01", "mattermost", "11.10.0");
    assertThat(out.toString()).contains("11.10 gets no more security fixes since 2026-11-15");
  }

  @Test
  void writesIntoAFile() throws IOException {
    Path report = directory.resolve("report.sarif");
    assertThat(run("scan", "--format", "sarif", "--output", report.toString(), "openfire", "4.7.4"))
        .isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(JSON.readTree(report.toFile()).path("version").asText()).isEqualTo("2.1.0");
  }
}
