package io.patchwatch.alerting.links;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.courier.Text;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.status.StatusServer;
import io.patchwatch.events.Command;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Severity;
import io.patchwatch.events.yaml.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person acknowledges from the message, by a link that cannot be forged and expires. */
class AckPageTest {

  private static final Secret KEY = Secret.of("0123456789abcdef0123456789abcdef");
  private static final Finding FINDING =
      Findings.unpatched("<script>alert(1)</script>", "CVE-1", Severity.CRITICAL);

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Command> sent = new ArrayList<>();
  private final Map<String, Incident> incidents = new HashMap<>();
  private Instant now = Findings.NOON;
  private StatusServer server;
  private Links links;

  @BeforeEach
  void start() throws IOException {
    server = StatusServer.start("127.0.0.1", 0, () -> "", List::of);
    links = new Links(new LinkSettings(server.uri(), KEY, Duration.ofHours(1)));
    server.mount(
        Links.PATH,
        new AckPage(
            links,
            incidents::get,
            command -> {
              sent.add(command);
              return CompletableFuture.completedFuture(null);
            },
            () -> now));
    stands(new IncidentState.Open(), Findings.NOON);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Incident stands(IncidentState state, Instant opened) {
    Incident incident =
        new Incident(
            Incident.idOf(FINDING.group()),
            1,
            state,
            FINDING.asset().id() + " is unpatched",
            FINDING.severity(),
            new TreeMap<>(FINDING.group()),
            opened,
            opened,
            1,
            1,
            List.of(),
            FINDING);
    incidents.put(incident.id(), incident);
    return incident;
  }

  private String link() {
    Delivery delivery =
        new Delivery(
            "d1",
            "k",
            "night",
            Delivery.Kind.OPENED,
            Findings.NOON,
            "[OPENED critical] it",
            List.copyOf(incidents.values()),
            0);
    Words words = links.into(told -> new Text(told.title(), List.of("detail")), "Acknowledge: ");
    List<String> lines = words.of(delivery).details();
    assertThat(lines.get(1)).startsWith("Acknowledge: http");
    return lines.get(1).substring("Acknowledge: ".length());
  }

  private HttpResponse<String> call(String method, String link, String form) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(link))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method(method, HttpRequest.BodyPublishers.ofString(form))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void acknowledgesByTheButtonAndNotByTheLink() throws Exception {
    HttpResponse<String> page = call("GET", link(), "");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<form method=\"post\">").contains("&lt;script&gt;");
    assertThat(page.body()).doesNotContain("<script>");
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    assertThat(sent).isEmpty();
    HttpResponse<String> done = call("POST", link(), "name=Anna+B%C3%B6ll");
    assertThat(done.body()).contains("Acknowledged by Anna Böll (night)");
    IncidentAcknowledged command = (IncidentAcknowledged) sent.get(0);
    assertThat(command.by()).isEqualTo("Anna Böll (night)");
    assertThat(command.opened()).isEqualTo(Findings.NOON);
  }

  @Test
  void isTheReceiverWhoAcknowledgesWithoutAName() throws Exception {
    assertThat(call("POST", link(), "").statusCode()).isEqualTo(200);
    assertThat(((IncidentAcknowledged) sent.get(0)).by()).isEqualTo("night");
  }

  @Test
  void takesNoForgedLink() throws Exception {
    String link = link();
    int slash = link.lastIndexOf('/') + 1;
    char other = link.charAt(slash + 3) == 'A' ? 'B' : 'A';
    String forged = link.substring(0, slash + 3) + other + link.substring(slash + 4);
    assertThat(call("POST", forged, "").statusCode()).isEqualTo(404);
    assertThat(call("POST", server.uri() + "/ack/x", "").statusCode()).isEqualTo(404);
    assertThat(call("POST", server.uri() + "/ack/.", "").statusCode()).isEqualTo(404);
    assertThat(sent).isEmpty();
  }

  @Test
  void takesNoExpiredLink() throws Exception {
    String link = link();
    now = Findings.NOON.plus(Duration.ofHours(1));
    assertThat(call("POST", link, "").statusCode()).isEqualTo(410);
    assertThat(sent).isEmpty();
  }

  @Test
  void takesNoLinkOfAnEarlierLifeNorOfWhatIsOver() throws Exception {
    String link = link();
    stands(new IncidentState.Resolved(Findings.NOON), Findings.NOON);
    assertThat(call("POST", link, "").body()).contains("It is over");
    stands(new IncidentState.Open(), Findings.NOON.plusSeconds(60));
    assertThat(call("POST", link, "").body()).contains("earlier incident");
    assertThat(sent).isEmpty();
  }

  @Test
  void saysWhoHasIt() throws Exception {
    stands(new IncidentState.Acknowledged("bert", Findings.NOON), Findings.NOON);
    assertThat(call("GET", link(), "").body()).contains("Already taken by bert");
  }

  @Test
  void speaksChinese() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(link())).header("Accept-Language", "zh-CN,en").build();
    String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    assertThat(body).contains("lang=\"zh\"").contains("确认告警");
  }

  @Test
  void putsNoLinkUnderWhatNeedsNoAcknowledgement() {
    Delivery resolved =
        new Delivery(
            "d2",
            "k",
            "night",
            Delivery.Kind.RESOLVED,
            Findings.NOON,
            "[RESOLVED] it",
            List.copyOf(incidents.values()),
            0);
    Words words = links.into(told -> new Text(told.title(), List.of("detail")), "Acknowledge: ");
    assertThat(words.of(resolved).details()).containsExactly("detail");
  }
}
