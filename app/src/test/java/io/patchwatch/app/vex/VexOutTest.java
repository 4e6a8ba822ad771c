package io.patchwatch.app.vex;

import static io.patchwatch.app.policy.Known.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.app.policy.Known;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.ImpactStated.Status;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.Origin;
import io.patchwatch.ingest.vex.Statement;
import io.patchwatch.ingest.vex.VexDocument;
import io.patchwatch.ingest.vex.VexFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VexOutTest {

  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final Head HEAD = new Head("Example Clinic", "https://example.org", NOON);
  private static final String EXCUSE = "not affected, says Example: the console is not installed";

  private static SoftwareEvent runs(String asset, String version) {
    return new SoftwareObserved(
        "so-" + asset,
        NOON,
        "http-probe",
        Asset.of(asset, "production", "ops", Map.of()),
        "openfire",
        version,
        Precision.FULL,
        new Evidence("http-probe", "http://chat", null));
  }

  private static Finding excused(String asset) {
    return Known.resolved(asset, NOON, NOON, Reason.NOT_AFFECTED, EXCUSE);
  }

  private static Finding fixed(String asset) {
    return Known.resolved(asset, NOON, NOON, Reason.FIXED_VERSION_OBSERVED, "4.7.5 observed");
  }

  private static List<Claim> claims(List<SoftwareEvent> software, Finding... findings) {
    return Claims.of(CATALOGUE, software, List.of(findings));
  }

  private static JsonNode written(VexOut format, List<Claim> claims) {
    return Wire.json().valueToTree(format.document(HEAD, claims));
  }

  @ParameterizedTest
  @EnumSource
  void isReadBackAsItWasMeant(VexOut format) throws Exception {
    List<Claim> claims = claims(List.of(runs("b", "4.7.5")), Known.open("a", NOON), fixed("b"));
    byte[] bytes = Wire.json().writeValueAsBytes(format.document(HEAD, claims));
    VexDocument read = new VexFiles(CATALOGUE).read(bytes, new Origin("x.json", NOON, "test"));
    assertThat(read.problems()).isEmpty();
    assertThat(read.elsewhere()).isZero();
    assertThat(read.author()).isEqualTo("Example Clinic");
    assertThat(read.statements())
        .extracting(Statement::status, Statement::product, s -> s.versions().getFirst().text())
        .hasSize(2)
        .anySatisfy(s -> assertThat(s.toList().getFirst()).isEqualTo(Status.AFFECTED))
        .anySatisfy(s -> assertThat(s.toList().getFirst()).isEqualTo(Status.FIXED));
    assertThat(read.statements())
        .allSatisfy(s -> assertThat(s.vulnerabilities()).containsExactly("CVE-2023-32315"))
        .allSatisfy(s -> assertThat(s.product()).isEqualTo("openfire"));
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheReasonWhyItIsNotAffected(VexOut format) throws Exception {
    byte[] bytes =
        Wire.json().writeValueAsBytes(format.document(HEAD, claims(List.of(), excused("a"))));
    Statement only =
        new VexFiles(CATALOGUE)
            .read(bytes, new Origin("x.json", NOON, "test"))
            .statements()
            .getFirst();
    assertThat(only.status()).isEqualTo(Status.NOT_AFFECTED);
    assertThat(only.detail()).isEqualTo(EXCUSE);
  }

  @Test
  void neverExcusesAReleaseThatIsAffectedElsewhere() {
    assertThat(claims(List.of(), excused("a"), Known.open("b", NOON)))
        .extracting(Claim::status)
        .containsExactly(Status.AFFECTED);
  }

  @Test
  void callsAnAcceptedRiskAffectedAndSaysWhoAcceptedIt() {
    Finding accepted =
        Known.resolved("a", NOON, NOON, Reason.RISK_ACCEPTED, "risk accepted by ops until 2027");
    List<Claim> claims = claims(List.of(), accepted);
    assertThat(claims).extracting(Claim::status).containsExactly(Status.AFFECTED);
    JsonNode remediation =
        written(VexOut.CSAF, claims).path("vulnerabilities").path(0).path("remediations").path(0);
    assertThat(remediation.path("category").asText()).isEqualTo("no_fix_planned");
    assertThat(remediation.path("details").asText()).startsWith("risk accepted by ops");
  }

  @Test
  void statesNothingFixedWithoutTheVersionThatRunsNow() {
    assertThat(claims(List.of(), fixed("a"))).isEmpty();
    assertThat(claims(List.of(runs("a", "4.7.4")), fixed("a"))).isEmpty();
  }

  @Test
  void hasWhatTheVexProfileOfCsafAsksFor() {
    JsonNode csaf = written(VexOut.CSAF, claims(List.of(), Known.open("a", NOON)));
    JsonNode head = csaf.path("document");
    assertThat(head.path("category").asText()).isEqualTo("csaf_vex");
    assertThat(head.path("publisher").path("namespace").asText()).isEqualTo("https://example.org");
    assertThat(head.path("tracking").path("revision_history")).hasSize(1);
    JsonNode vulnerability = csaf.path("vulnerabilities").path(0);
    assertThat(vulnerability.path("cve").asText()).isEqualTo("CVE-2023-32315");
    assertThat(vulnerability.path("notes")).isNotEmpty();
    assertThat(vulnerability.path("product_status").path("known_affected").path(0).asText())
        .isEqualTo("openfire@4.7.4");
    JsonNode remediation = vulnerability.path("remediations").path(0);
    assertThat(remediation.path("category").asText()).isEqualTo("vendor_fix");
    assertThat(remediation.path("details").asText()).isEqualTo("Install 4.7.5.");
    assertThat(remediation.path("product_ids").path(0).asText()).isEqualTo("openfire@4.7.4");
  }

  @Test
  void hasTheSameIdForTheSameClaimsAtTheSameTime() {
    List<Claim> claims = claims(List.of(), Known.open("a", NOON));
    assertThat(written(VexOut.OPENVEX, claims)).isEqualTo(written(VexOut.OPENVEX, claims));
    Head later = new Head(HEAD.author(), HEAD.namespace(), NOON.plusSeconds(1));
    assertThat(later.id(claims)).isNotEqualTo(HEAD.id(claims));
  }
}
