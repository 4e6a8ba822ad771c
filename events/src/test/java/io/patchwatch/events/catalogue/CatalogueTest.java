package io.patchwatch.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueTest {

  private static final String OWN =
      """
      schema: 1
      id: our-chat
      name: Our Chat
      aliases: [ourchat]
      versions: {scheme: semver}
      probes:
        - name: about
          path: /about
          version: {json: /version}
      advisories: {coverage: none, note: in-house}
      links: {homepage: "https://chat.example.net/"}
      """;

  @TempDir Path directory;

  private void write(String name, String content) throws IOException {
    Files.writeString(directory.resolve(name), content);
  }

  private List<String> problems() {
    return Objects.requireNonNull(
            catchThrowableOfType(
                CatalogueException.class, () -> Catalogue.withUserFiles(List.of(directory))))
        .problems();
  }

  @Test
  void findsProductsByIdNameAndAliasInAnyCase() {
    Catalogue catalogue = Catalogue.builtIn();
    Product rocket = Objects.requireNonNull(catalogue.get("rocket-chat"));
    assertThat(catalogue.get("Rocket.Chat")).isSameAs(rocket);
    assertThat(catalogue.get("ROCKETCHAT")).isSameAs(rocket);
    assertThat(Objects.requireNonNull(catalogue.get("蓝莺IM")).id()).isEqualTo("lanying-im");
    assertThat(catalogue.get("irc")).isNull();
  }

  @Test
  void suggestsWhatWasProbablyMeant() {
    assertThat(Catalogue.builtIn().suggestion("opnfire")).contains("openfire");
    assertThat(Catalogue.builtIn().suggestion("Matermost")).contains("mattermost");
    assertThat(Catalogue.builtIn().suggestion("something-else-entirely")).isEmpty();
  }

  @Test
  void takesTheUsersFilesBesideTheBuiltInOnes() throws Exception {
    write("our-chat.yml", OWN);
    write("notes.txt", "not a product");
    Catalogue catalogue = Catalogue.withUserFiles(List.of(directory));
    assertThat(Objects.requireNonNull(catalogue.get("ourchat")).name()).isEqualTo("Our Chat");
    assertThat(catalogue.all()).hasSize(BuiltIn.IDS.size() + 1);
  }

  @Test
  void letsTheUsersFileReplaceABuiltInProduct() throws Exception {
    write("openfire.yaml", OWN.replace("our-chat", "openfire").replace("Our Chat", "Openfire"));
    Product product =
        Objects.requireNonNull(Catalogue.withUserFiles(List.of(directory)).get("openfire"));
    assertThat(product.probes()).extracting(ProbeSpec::name).containsExactly("about");
  }

  @Test
  void reportsAllMistakesOfAllFilesWithPlaceAndRemedy() throws IOException {
    write(
        "a.yml",
        OWN.replace("aliases:", "alises:")
            .replace("{scheme: semver}", "{scheme: semvr}")
            .replace("{json: /version}", "{json: /version, patterns: ['(?P<version>a', 'b']}"));
    write("b.yml", "schema: 1\nid: [");
    write("c.yml", OWN.replace("schema: 1", "schema: 2"));
    List<String> problems = problems();
    assertThat(problems).hasSize(3);
    assertThat(problems.getFirst())
        .contains("a.yml")
        .contains("alises: is not known here; did you mean 'aliases'?")
        .contains("versions: scheme: 'semvr' is not one of")
        .contains("did you mean 'semver'?")
        .contains("probes[0].version.patterns[0]: is not a pattern that can be used");
    assertThat(problems.get(1)).contains("b.yml").contains("not YAML");
    assertThat(problems.get(2)).contains("c.yml").contains("schema: must be 1");
  }

  @Test
  void refusesAPatternWithoutTheVersionGroup() throws IOException {
    write("a.yml", OWN.replace("{json: /version}", "{body: true, patterns: ['v([0-9]+)']}"));
    assertThat(problems().getFirst()).contains("probes[0].version").contains("(?P<version>…)");
  }

  @Test
  void refusesTwoFilesOfOneId() throws IOException {
    write("a.yml", OWN);
    write("b.yml", OWN);
    assertThat(problems().getFirst()).contains("b.yml").contains("also in").contains("a.yml");
  }

  @Test
  void refusesANameThatMeansTwoProducts() throws IOException {
    write("a.yml", OWN.replace("ourchat", "Rocket_Chat"));
    assertThat(problems().getFirst()).contains("rocket-chat").contains("our-chat");
  }

  @Test
  void boundsAliasBombsAndSizes() throws IOException {
    StringBuilder bomb = new StringBuilder("schema: 1\na0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      String before = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, String.join(",", List.of(before, before))));
    }
    write("bomb.yml", bomb.toString());
    write("large.yml", "#".repeat(ProductFile.MAX_BYTES + 1));
    List<String> problems = problems();
    assertThat(problems).hasSize(2);
    assertThat(problems.get(1)).contains("larger than");
  }

  @Test
  void saysWhenADirectoryIsMissing() {
    assertThatThrownBy(() -> Catalogue.withUserFiles(List.of(directory.resolve("none"))))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("create it or take it out");
  }

  @Test
  void checksTheUsersSamples() throws IOException {
    write("our-chat.yml", OWN);
    write(
        "our-chat.samples.yml",
        """
        schema: 1
        answers:
          - {name: good, probe: about, source: made up, body: '{"version":"1.2.3"}', expect: {version: 1.2.3}}
          - {name: bad, probe: about, source: made up, body: '{"version":"1.2.3"}', expect: {version: 1.2.4}}
          - {name: lost, probe: abuot, source: made up, expect: {unreadable: true}}
        """);
    List<String> problems = CatalogueCheck.userFiles(List.of(directory));
    assertThat(problems).hasSize(2);
    assertThat(problems.getFirst()).contains("'bad'").contains("1.2.4").contains("correct");
    assertThat(problems.get(1)).contains("no probe 'abuot'");
  }

  @Test
  void checksTheUsersLogSamples() throws IOException {
    write(
        "our-chat.yml",
        OWN
            + """
            logs:
              - name: file
                format: pattern
                pattern: '^(?P<when>\\S+) (?P<message>.*)$'
                time: {field: when, formats: [iso]}
            """);
    write(
        "our-chat.samples.yml",
        """
        schema: 1
        logs:
          - name: good
            source: made up
            lines: 2026-11-23T15:07:51Z hello
            parser: file
            time: 2026-11-23T15:07:51Z
            fields: {message: hello}
          - {name: bad, source: made up, lines: 2026-11-23T15:07:51Z hello, parser: file, fields: {user.name: x}}
          - {name: unread, source: made up, lines: nonsense}
        """);
    assertThat(CatalogueCheck.userFiles(List.of(directory)))
        .singleElement()
        .asString()
        .contains("logs 'bad'")
        .contains("user.name must be 'x' but reads 'null'");
  }
}
