package io.patchwatch.alerting.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.patchwatch.alerting.AlertingSettings;
import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.posture.Posture;
import io.patchwatch.alerting.status.StatusServer;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Command;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.IncidentClosed;
import io.patchwatch.events.IncidentNoted;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.IncidentUnacknowledged;
import io.patchwatch.events.Precision;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SilenceExpired;
import io.patchwatch.events.SilenceSet;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.yaml.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API over real HTTP; every answer is held against the description that it serves. */
class ApiTest {

  private static final String READER = "reader-0123456789abcdef";
  private static final String OPERATOR = "operator-0123456789abcdef";
  private static final String ADMIN = "admin-0123456789abcdef";
  private static final Finding FIRST = Findings.unpatched("chat-1", "CVE-1", Severity.CRITICAL);
  private static final Finding SECOND = Findings.unpatched("chat-2", "CVE-2", Severity.MEDIUM);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Command> sent = new ArrayList<>();
  private final Board board = new Board();
  private final Posture posture = new Posture();
  private JsonNode description;
  private Api api;
  private StatusServer server;

  @BeforeEach
  void start() throws IOException {
    start(600);
    board.add(FIRST);
    board.add(SECOND);
    board.add(incident(FIRST, 1, new IncidentState.Open()));
    board.add(incident(SECOND, 1, new IncidentState.Acknowledged("anna", Findings.NOON)));
    try (InputStream json = Api.class.getResourceAsStream("openapi.json")) {
      description = Wire.json().readTree(json);
    }
  }

  private void start(int perMinute) throws IOException {
    ApiSettings settings =
        new ApiSettings(
            List.of(
                new ApiSettings.Token("board", Role.READ, Secret.of(READER)),
                new ApiSettings.Token("anna", Role.OPERATE, Secret.of(OPERATOR)),
                new ApiSettings.Token("root", Role.ADMIN, Secret.of(ADMIN))),
            perMinute);
    AlertingSettings alerting =
        new AlertingSettings(null, null, null, null, null, null, null, null, null);
    CommandSink sink =
        command -> {
          sent.add(command);
          board.add(command);
          return CompletableFuture.completedFuture(null);
        };
    api =
        new Api(
            settings,
            new Api.Sources(
                board, posture, Catalogue.builtIn(), alerting.rules(), null, null, sink),
            InstantSource.fixed(Findings.NOON));
    server = StatusServer.start("127.0.0.1", 0, () -> "", List::of);
    server.mount(Api.BASE + "/", api);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Incident incident(Finding finding, long revision, IncidentState state) {
    return new Incident(
        Incident.idOf(finding.group()),
        revision,
        state,
        finding.conclusion().headline(),
        finding.severity(),
        new TreeMap<>(finding.group()),
        Findings.NOON,
        Findings.NOON,
        1,
        1,
        List.of(),
        finding);
  }

  private static String id(Finding finding) {
    return Incident.idOf(finding.group());
  }

  private JsonNode call(int status, String token, String method, String path, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.uri() + Api.BASE + path))
            .header("Authorization", "Bearer " + token)
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode json = Wire.json().readTree(answer.body());
    compare(method, path, status, json);
    return json;
  }

  /** Holds an answer against the description. */
  private void compare(String method, String path, int status, JsonNode json) {
    String schema = status >= 400 ? "Problem" : schemaOf(method, path, status);
    JsonNode whole =
        Wire.json()
            .createObjectNode()
            .put("$ref", "#/components/schemas/" + schema)
            .set("components", description.get("components"));
    JsonSchema checker =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(whole);
    assertThat(checker.validate(json)).as(path).isEmpty();
  }

  private String schemaOf(String method, String path, int status) {
    String plain = path.replaceFirst("\\?.*", "");
    for (Endpoint endpoint : api.endpoints()) {
      List<String> segments = List.of(plain.substring(1).split("/", -1));
      if (endpoint.method().equals(method) && endpoint.match(segments) != null) {
        return description
            .at("/paths/" + endpoint.path().replace("/", "~1") + "/" + lower(method))
            .at("/responses/" + status + "/content/application~1json/schema/$ref")
            .asText()
            .replaceFirst(".*/", "");
      }
    }
    throw new AssertionError(path);
  }

  private static String lower(String method) {
    return method.toLowerCase(Locale.ROOT);
  }

  @Test
  void describesEveryEndpointAndNoOther() {
    Set<String> described = new TreeSet<>();
    description
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey())));
    assertThat(api.endpoints().stream().map(it -> lower(it.method()) + " " + it.path()))
        .containsExactlyInAnyOrderElementsOf(described);
  }

  @Test
  void listsIncidentsTheWorstFirstAndPagesThem() throws Exception {
    JsonNode first = call(200, READER, "GET", "/incidents?limit=1", "");
    assertThat(first.get("total").asInt()).isEqualTo(2);
    assertThat(first.at("/items/0/id").asText()).isEqualTo(id(FIRST));
    JsonNode second =
        call(200, READER, "GET", "/incidents?limit=1&after=" + first.get("next").asText(), "");
    assertThat(second.at("/items/0/id").asText()).isEqualTo(id(SECOND));
    assertThat(second.has("next")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "state=acknowledged, 1",
    "state=open&state=acknowledged, 2",
    "state=resolved, 0",
    "severity=high, 1",
    "matcher=asset%3D%22chat-2%22, 1",
    "matcher=asset%3D~%22chat-.*%22, 2"
  })
  void filtersIncidents(String query, int count) throws Exception {
    JsonNode page = call(200, READER, "GET", "/incidents?" + query, "");
    assertThat(page.get("total").asInt()).isEqualTo(count);
  }

  @Test
  void showsOneIncident() throws Exception {
    JsonNode one = call(200, READER, "GET", "/incidents/" + id(FIRST), "");
    assertThat(one.at("/latest/asset/id").asText()).isEqualTo("chat-1");
    assertThat(one.get("install").asText()).isEqualTo("4.7.5");
  }

  @Test
  void sendsCommandsInTheNameOfTheTokensOwner() throws Exception {
    String path = "/incidents/" + id(FIRST);
    JsonNode answer = call(202, OPERATOR, "POST", path + "/acknowledge", "{\"until\":\"PT2H\"}");
    call(202, OPERATOR, "POST", path + "/unacknowledge", "");
    call(202, OPERATOR, "POST", path + "/notes", "{\"text\":\"looking\"}");
    call(202, OPERATOR, "POST", path + "/close", "{\"reason\":\"a test\"}");
    assertThat(answer.get("key").asText()).isEqualTo("incident/" + id(FIRST));
    assertThat(sent)
        .hasExactlyElementsOfTypes(
            IncidentAcknowledged.class,
            IncidentUnacknowledged.class,
            IncidentNoted.class,
            IncidentClosed.class);
    IncidentAcknowledged first = (IncidentAcknowledged) sent.get(0);
    assertThat(first.by()).isEqualTo("anna");
    assertThat(first.until()).isEqualTo(Findings.NOON.plusSeconds(7200));
  }

  @Test
  void setsAndEndsSilences() throws Exception {
    String body =
        "{\"id\":\"s1\",\"kind\":\"maintenance\",\"matchers\":[\"asset=chat-1\"],"
            + "\"endsAt\":\"PT1H\",\"comment\":\"upgrade\"}";
    call(202, OPERATOR, "POST", "/silences", body);
    JsonNode list = call(200, READER, "GET", "/silences", "");
    assertThat(list.at("/items/0/endsAt").asText()).isEqualTo("2026-11-23T13:00:00Z");
    assertThat(((SilenceSet) sent.get(0)).matchers()).containsExactly("asset=\"chat-1\"");
    call(202, OPERATOR, "DELETE", "/silences/s1", "");
    assertThat(sent.get(1)).isInstanceOf(SilenceExpired.class);
    call(404, OPERATOR, "DELETE", "/silences/s2", "");
  }

  @Test
  void listsFindings() throws Exception {
    assertThat(call(200, READER, "GET", "/findings", "").get("total").asInt()).isEqualTo(2);
    JsonNode one = call(200, READER, "GET", "/findings?asset=chat-2&kind=unpatched", "");
    assertThat(one.get("total").asInt()).isOne();
    call(200, READER, "GET", "/findings/" + FIRST.fingerprint(), "");
    call(404, READER, "GET", "/findings/none", "");
  }

  @Test
  void saysWhoIsOnCall() throws Exception {
    JsonNode who = call(200, READER, "GET", "/on-call/console?at=PT1H", "");
    assertThat(who.at("/receivers/0").asText()).isEqualTo("console");
  }

  @Test
  void showsWhoDidWhatToAdminsOnly() throws Exception {
    call(202, OPERATOR, "POST", "/incidents/" + id(FIRST) + "/unacknowledge", "");
    JsonNode audit = call(200, ADMIN, "GET", "/audit", "");
    assertThat(audit.at("/items/0/by").asText()).isEqualTo("anna");
    assertThat(call(403, OPERATOR, "GET", "/audit", "").get("detail").asText())
        .isEqualTo("this needs the role admin, the token has operate");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /incidents?stat=open, 400, 'stat'",
    "GET, /incidents?state=closed, 400, acknowledged",
    "GET, /incidents?severity=bad, 400, critical",
    "GET, /incidents?matcher=%22, 400, write label",
    "GET, /incidents?limit=0, 400, 1 to 1000",
    "GET, /incidents?limit=x, 400, no number",
    "GET, /incidents?after=gone, 400, begin again",
    "GET, /incidents/none, 404, see /incidents",
    "GET, /nothing, 404, openapi.json",
    "GET, /incidents/%2e%2e/x, 404, openapi.json",
    "PUT, /incidents, 405, GET",
    "GET, /history?q=x, 503, configure elasticsearch",
    "GET, /runbooks?q=x, 503, configure elasticsearch",
    "GET, /on-call/x?at=noon, 400, 2026-12-01"
  })
  void namesWhatIsWrong(String method, String path, int status, String remedy) throws Exception {
    JsonNode problem = call(status, READER, method, path, "");
    assertThat(problem.get("detail").asText()).contains(remedy);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/notes|{|no JSON",
        "/notes|[]|no JSON object",
        "/notes|{\"text\":\" \"}|text is missing",
        "/acknowledge|{\"until\":\"2020-01-01T00:00:00Z\"}|not after",
        "/acknowledge|{\"until\":\"soon\"}|PT2H"
      })
  void refusesBadBodies(String path, String body, String remedy) throws Exception {
    JsonNode problem = call(400, OPERATOR, "POST", "/incidents/" + id(FIRST) + path, body);
    assertThat(problem.get("detail").asText()).contains(remedy);
    assertThat(sent).isEmpty();
  }

  @Test
  void refusesWhoMayNot() throws Exception {
    call(401, "wrong", "GET", "/incidents", "");
    call(403, READER, "POST", "/incidents/" + id(FIRST) + "/acknowledge", "");
    assertThat(sent).isEmpty();
  }

  @Test
  void refusesWhatIsTooLarge() throws Exception {
    String huge = "{\"text\":\"" + "x".repeat(Api.MAX_BODY) + "\"}";
    call(413, OPERATOR, "POST", "/incidents/" + id(FIRST) + "/notes", huge);
  }

  @Test
  void letsEachOwnerAskOnlySoOften() throws Exception {
    server.close();
    start(2);
    call(200, READER, "GET", "/incidents", "");
    call(200, READER, "GET", "/incidents", "");
    call(429, READER, "GET", "/incidents", "");
    call(200, OPERATOR, "GET", "/incidents", "");
  }

  @Test
  void servesItsDescription() throws Exception {
    assertThat(call(200, READER, "GET", "/openapi.json", "")).isEqualTo(description);
  }

  @Test
  void aServerSaysWhatItsLogDoesNotShow() throws Exception {
    posture.add(
        new SoftwareObserved(
            "1",
            Findings.NOON,
            "declared",
            Asset.of("xmpp-1"),
            "prosody",
            "0.12.3",
            Precision.FULL,
            new Evidence("declared", "configuration", null)));

    JsonNode gap = call(200, READER, "GET", "/assets/xmpp-1", "").path("notVisible").path(0);

    assertThat(gap.path("what").asText()).isEqualTo("failed-login");
    assertThat(gap.path("setting").asText()).contains("mod_log_auth");
  }
}
