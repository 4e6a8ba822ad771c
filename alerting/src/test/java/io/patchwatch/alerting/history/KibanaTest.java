package io.patchwatch.alerting.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.Repository;
import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.alerting.posture.AssetPosture;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentNoted;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.SilenceSet;
import io.patchwatch.events.Wire;
import io.patchwatch.events.parsing.EcsField;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The saved searches use only fields that are mapped and that the history really writes. */
class KibanaTest {

  private static final Pattern FIELD = Pattern.compile("([@\\w.]+)\\s*:");
  private static final Origin ORIGIN = new Origin("trace", SampleRecords.NOON);

  @Test
  void everySearchUsesFieldsOfItsIndex() throws IOException {
    Map<String, String> patterns = new HashMap<>();
    Map<String, Set<String>> written = written();
    Set<String> mapped = mapped();
    int searches = 0;
    for (JsonNode object : objects()) {
      JsonNode attributes = object.path("attributes");
      if (object.path("type").asText().equals("index-pattern")) {
        String pattern = attributes.path("title").asText();
        assertThat(written).containsKey(pattern);
        assertThat(attributes.path("timeFieldName").asText()).isEqualTo("@timestamp");
        patterns.put(object.path("id").asText(), pattern);
      } else {
        String view = object.path("references").path(0).path("id").asText();
        assertThat(patterns).containsKey(view);
        assertThat(written.get(patterns.get(view)))
            .as(attributes.path("title").asText())
            .containsAll(fieldsOf(attributes));
        assertThat(mapped).containsAll(fieldsOf(attributes));
        searches++;
      }
    }
    assertThat(searches).isGreaterThan(5);
  }

  @Test
  void everyFieldThatIsWrittenIsMapped() throws IOException {
    Set<String> ours = new TreeSet<>();
    documents().forEach(d -> ours.addAll(fields(d)));
    ours.removeIf(field -> field.startsWith("labels."));
    assertThat(mapped()).containsAll(ours);
  }

  @Test
  void everyFieldThatAParserMayFillIsMapped() throws IOException {
    assertThat(mapped()).containsAll(EcsField.all().keySet());
  }

  private static List<JsonNode> objects() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : Repository.read("dashboards/kibana/patchwatch.ndjson").lines().toList()) {
      objects.add(Wire.json().readTree(line));
    }
    return objects;
  }

  private static Set<String> fieldsOf(JsonNode attributes) throws IOException {
    Set<String> fields = new TreeSet<>();
    attributes.path("columns").forEach(c -> fields.add(c.asText()));
    attributes.path("sort").forEach(s -> fields.add(s.path(0).asText()));
    String source = attributes.path("kibanaSavedObjectMeta").path("searchSourceJSON").asText();
    String query = Wire.json().readTree(source).path("query").path("query").asText();
    FIELD.matcher(query).results().forEach(m -> fields.add(m.group(1)));
    return fields;
  }

  /** Fields by index pattern, as the real code writes them. */
  private static Map<String, Set<String>> written() {
    Map<String, Set<String>> fields = new HashMap<>();
    documents()
        .forEach(
            document ->
                fields
                    .computeIfAbsent(pattern(document.index()), p -> new TreeSet<>())
                    .addAll(fields(document)));
    fields.get("patchwatch-logs-*").addAll(EcsField.all().keySet());
    return fields;
  }

  private static String pattern(String index) {
    return index.replaceFirst("-\\d{4}\\.\\d{2}\\.\\d{2}$", "-*");
  }

  private static Set<String> fields(Document document) {
    try {
      Set<String> fields = new TreeSet<>();
      Wire.json().readTree(document.source()).fieldNames().forEachRemaining(fields::add);
      return fields;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static AssetPosture posture(Finding finding) {
    return new AssetPosture(
        finding.asset(),
        "openfire",
        "4.7.4",
        AssetPosture.State.UNPATCHED,
        finding.severity(),
        1,
        1,
        1,
        0,
        SampleRecords.NOON,
        SampleRecords.NOON,
        1);
  }

  private static List<Document> commands() {
    var set =
        new SilenceSet(
            "c1",
            SampleRecords.NOON,
            "api",
            "s1",
            SilenceSet.Kind.SILENCE,
            List.of("asset=\"a\""),
            SampleRecords.NOON,
            SampleRecords.NOON.plusSeconds(60),
            "anna",
            "upgrade");
    var note = new IncidentNoted("c2", SampleRecords.NOON, "api", "i1", "anna", "mended");
    var risk = new ExceptionRevoked("c3", SampleRecords.NOON, "api", "e1", "anna", "over");
    return Stream.of(set, note, risk)
        .flatMap(command -> CommandDocuments.of(command, ORIGIN).stream())
        .toList();
  }

  /** An incident that people have dealt with. */
  private static Incident cared(Incident it) {
    return new Incident(
        it.id(),
        it.revision(),
        new IncidentState.Acknowledged("anna", SampleRecords.NOON),
        it.title(),
        it.severity(),
        it.group(),
        it.openedAt(),
        it.changedAt(),
        it.open(),
        it.total(),
        it.members(),
        it.latest(),
        new Incident.Care(
            List.of(new Incident.Note("c2", SampleRecords.NOON, "anna", "mended")),
            "silence s1",
            SampleRecords.NOON));
  }

  private static List<Document> documents() {
    Finding finding = SampleRecords.unpatched("a", 1);
    Incident incident = cared(SampleRecords.incident(finding, 1));
    return Stream.of(
            commands(),
            Documents.of(SampleRecords.runs("a", "4.7.4", SampleRecords.NOON), ORIGIN),
            Documents.of(SampleRecords.silent("a", SampleRecords.NOON), ORIGIN),
            List.of(Documents.of(posture(finding))),
            Documents.of(finding, ORIGIN),
            Documents.of(SampleRecords.patched("a", 2), ORIGIN),
            Documents.of(SampleRecords.attacked("a"), ORIGIN),
            Documents.of(SampleRecords.endOfLife("a"), ORIGIN),
            Documents.of(SampleRecords.unknown("a"), ORIGIN),
            Documents.of(SampleRecords.conflicting("a"), ORIGIN),
            Documents.of(SampleRecords.wentBack("a"), ORIGIN),
            Documents.of(incident, ORIGIN),
            Documents.of(
                SampleRecords.receipt(incident, 1, new Receipt.Outcome.Sent("ok")), ORIGIN),
            Documents.of(SampleRecords.log("l", SampleRecords.NOON, Map.of()), ORIGIN),
            Documents.of(SampleRecords.deadLetter(1), ORIGIN))
        .flatMap(List::stream)
        .toList();
  }

  private static Set<String> mapped() throws IOException {
    try (InputStream json = Documents.class.getResourceAsStream("component-fields.json")) {
      Set<String> fields = new TreeSet<>();
      flatten("", Wire.json().readTree(json).at("/template/mappings/properties"), fields);
      return fields;
    }
  }

  private static void flatten(String prefix, JsonNode properties, Set<String> fields) {
    properties
        .properties()
        .forEach(
            property -> {
              String name = prefix + property.getKey();
              JsonNode below = property.getValue().path("properties");
              if (below.isMissingNode()) {
                fields.add(name);
              } else {
                flatten(name + ".", below, fields);
              }
            });
  }
}
