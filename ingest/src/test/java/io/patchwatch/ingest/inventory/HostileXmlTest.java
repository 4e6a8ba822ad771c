package io.patchwatch.ingest.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.inventory.format.Inventory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileXmlTest {

  private static final String NESSUS_END =
      "<NessusClientData_v2><Report><ReportHost name=\"&x;\"><HostProperties><tag"
          + " name=\"cpe-0\">cpe:/a:igniterealtime:openfire:&x;</tag></HostProperties></ReportHost>"
          + "</Report></NessusClientData_v2>";

  @TempDir Path dir;

  private static Inventory read(String text) {
    return Inventories.read(
        "report.xml", text.getBytes(StandardCharsets.UTF_8), Catalogue.builtIn());
  }

  static List<String> xmlFixtures() {
    return Fixture.all()
        .filter(f -> f.file().endsWith(".xml") || f.file().endsWith(".nessus"))
        .map(f -> new String(f.bytes(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void refusesAnEntityBomb() {
    String entities =
        IntStream.range(1, 20)
            .mapToObj(i -> "<!ENTITY x" + i + " \"" + ("&x" + (i - 1) + ";").repeat(10) + "\">")
            .collect(Collectors.joining());
    Inventory inventory = read("<!DOCTYPE x [<!ENTITY x0 \"ha\">" + entities + "]>" + NESSUS_END);
    assertThat(inventory.sightings()).isEmpty();
    assertThat(inventory.problems()).singleElement().asString().contains("document type");
  }

  @Test
  void readsNoFileByAnExternalEntity() throws IOException {
    Path secret = Files.writeString(dir.resolve("secret"), "4.7.4");
    Inventory inventory =
        read("<!DOCTYPE x [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>" + NESSUS_END);
    assertThat(inventory.sightings()).isEmpty();
    assertThat(inventory.problems()).singleElement().asString().contains("document type");
  }

  @ParameterizedTest
  @MethodSource("xmlFixtures")
  void refusesAnyDocumentTypeInFrontOfARealDocument(String fixture) {
    String body =
        fixture.startsWith("<?xml") ? fixture.substring(fixture.indexOf("?>") + 2) : fixture;
    Inventory inventory = read("<!DOCTYPE bom SYSTEM \"http://127.0.0.1:9/x.dtd\">" + body);
    assertThat(inventory.read()).isFalse();
    assertThat(inventory.sightings()).isEmpty();
  }

  @Test
  void refusesEntitiesThatNobodyDeclared() {
    assertThat(read(NESSUS_END).read()).isFalse();
  }

  @Test
  void refusesDeepNestingAndManyAttributes() {
    assertThat(read("<NessusClientData_v2>" + "<a>".repeat(100_000)).problems().toString())
        .contains("nested deeper than 64");
    String attributes =
        IntStream.range(0, 150).mapToObj(i -> " a" + i + "=\"\"").collect(Collectors.joining());
    assertThat(read("<NessusClientData_v2" + attributes + "/>").read()).isFalse();
  }

  @Test
  void readsALargeReportInBoundedMemory() {
    String item =
        "<ReportItem pluginID=\"1\"><plugin_output>"
            + "x".repeat(900)
            + "</plugin_output></ReportItem>";
    String report =
        "<NessusClientData_v2><Report><ReportHost name=\"a\"><HostProperties><tag"
            + " name=\"cpe\">cpe:/a:igniterealtime:openfire:4.7.4</tag></HostProperties>"
            + item.repeat(40_000)
            + "</ReportHost></Report></NessusClientData_v2>";
    assertThat(report.length()).isGreaterThan(36_000_000);
    assertThat(Fixture.told(read(report))).containsExactly("a openfire 4.7.4");
  }

  @Test
  void readsWhatBeginsWithAByteOrderMarkAndWhatIsNoUtf8() {
    String report =
        "\ufeff<NessusClientData_v2><Report><ReportHost name=\"a\"><HostProperties><tag"
            + " name=\"cpe\">cpe:/a:igniterealtime:openfire:4.7.4</tag><tag name=\"x\">?</tag>"
            + "</HostProperties></ReportHost></Report></NessusClientData_v2>";
    byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
    bytes[report.indexOf('?') + 2] = (byte) 0xC3;
    Inventory inventory = Inventories.read("report.xml", bytes, Catalogue.builtIn());
    assertThat(Fixture.told(inventory)).containsExactly("a openfire 4.7.4");
  }

  @Test
  void emptyAndSelfClosingElementsTellNothing() {
    Inventory inventory =
        read(
            "<NessusClientData_v2><Report><ReportHost/><ReportHost name=\"a\"><HostProperties/>"
                + "<ReportItem/><ReportItem pluginID=\"45590\"><plugin_output/></ReportItem>"
                + "</ReportHost></Report></NessusClientData_v2>");
    assertThat(inventory.read()).isTrue();
    assertThat(inventory.sightings()).isEmpty();
    assertThat(inventory.problems()).isEmpty();
  }
}
