package io.patchwatch.ingest.containers;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.versions.Collected;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An API server that answers in the documented shapes of apps/v1 and v1. */
class KubernetesCollectorTest {

  private static final String TOKEN = "s3rvice-account";
  private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/chat/deployments/matter";
  private static final String PODS = "/api/v1/namespaces/chat/pods";

  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private HttpServer server;
  private int refusal;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String answer = answers.get(exchange.getRequestURI().getPath());
            boolean known =
                ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            int status = refusal != 0 ? refusal : !known ? 401 : answer == null ? 404 : 200;
            byte[] body =
                (status == 200 ? answer : "{\"kind\":\"Status\",\"code\":" + status + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private Collected ask() throws InterruptedException {
    Product product = Objects.requireNonNull(Catalogue.builtIn().get("mattermost"));
    URI api = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    Cluster cluster = new Cluster(api, Secret.of(TOKEN), null, Duration.ofSeconds(5));
    Workload workload = new Workload("chat", Workload.Kind.DEPLOYMENT, "matter", null);
    try (KubernetesCollector collector = new KubernetesCollector(product, workload, cluster)) {
      Collected collected = collector.collect();
      assertThat(collected.toString()).doesNotContain(TOKEN);
      return collected;
    }
  }

  private void deployment(int wanted, int updated) {
    answers.put(
        DEPLOYMENT,
        """
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"matter","namespace":"chat"},
         "spec":{"replicas":%d,"selector":{"matchLabels":{"app":"matter"}}},
         "status":{"replicas":%d,"updatedReplicas":%d}}"""
            .formatted(wanted, wanted, updated));
  }

  private void pods(String... tags) {
    List<String> items =
        java.util.stream.Stream.of(tags).map(KubernetesCollectorTest::pod).toList();
    answers.put(
        PODS,
        "{\"apiVersion\":\"v1\",\"kind\":\"PodList\",\"items\":[" + String.join(",", items) + "]}");
  }

  private static String pod(String tag) {
    return """
    {"metadata":{"name":"matter-x","namespace":"chat"},
     "spec":{"containers":[{"name":"proxy","image":"nginx:1.27.0"},
       {"name":"app","image":"registry.local:5000/mattermost/mattermost-team-edition%s"}]},
     "status":{"phase":"Running","containerStatuses":[
       {"name":"app","image":"sha256:11","imageID":"docker-pullable://x@sha256:65e4","restartCount":2,
        "ready":true,"state":{"running":{"startedAt":"2026-11-23T10:00:00Z"}}}]}}"""
        .formatted(tag);
  }

  private Collected.Missed miss() throws InterruptedException {
    return (Collected.Missed) ask();
  }

  @Test
  void duringARolloutTheOldestRunningVersionDecides() throws Exception {
    deployment(3, 2);
    pods(":10.11.3", ":10.9.5", ":10.11.3");
    Collected.Seen seen = (Collected.Seen) ask();
    assertThat(seen.reading().version()).isEqualTo("10.9.5");
    assertThat(seen.reading().excerpt())
        .contains("@sha256:65e4", "2 of 3 pods updated", "6 restarts");
    assertThat(seen.locator()).endsWith("/chat/deployment/matter");
  }

  @Test
  void onePodWithAMovingTagMakesTheWorkloadUnknown() throws Exception {
    deployment(2, 1);
    pods(":10.11.3", ":latest");
    assertThat(miss().detail()).contains("latest", "names no version");
  }

  @Test
  void withoutRunningPodsNothingIsKnown() throws Exception {
    deployment(2, 0);
    pods();
    assertThat(miss().detail()).contains("none of its 0 pods");
  }

  @Test
  void aWorkloadThatIsNotThereIsNamed() throws Exception {
    assertThat(miss().detail()).contains("no such workload");
  }

  @Test
  void missingRightsAreNamed() throws Exception {
    refusal = 403;
    Collected.Missed missed = miss();
    assertThat(missed.failure()).isEqualTo(Failure.REFUSED);
    assertThat(missed.detail()).contains("get on deployments", "list on pods in chat");
  }

  @Test
  void noApiServerIsUnreachable() throws Exception {
    server.stop(0);
    assertThat(miss().failure()).isEqualTo(Failure.UNREACHABLE);
  }
}
