package io.patchwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The compose file as far as it can be held without a container engine. */
class ComposeTest {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)");
  private static final Set<String> ONE_SHOT = Set.of("kibana-objects");

  private static JsonNode compose;

  @BeforeAll
  static void parse() throws IOException {
    compose = new YAMLMapper().readTree(Repository.read("docker-compose.yml"));
  }

  /** Jackson reads a merge key as a key like others. */
  private static JsonNode of(JsonNode service, String key) {
    return service.has(key) ? service.path(key) : compose.path("x-role").path(key);
  }

  @Test
  void hasTheRolesAndTheServicesThatTheyNeed() {
    assertThat(names(compose.path("services")))
        .containsExactlyInAnyOrder(
            "ingest",
            "streams",
            "alerting",
            "kafka",
            "elasticsearch",
            "kibana",
            "kibana-objects",
            "prometheus",
            "alertmanager",
            "grafana");
  }

  @Test
  void everyServiceHasAHealthCheck() {
    for (Map.Entry<String, JsonNode> service : compose.path("services").properties()) {
      if (!ONE_SHOT.contains(service.getKey())) {
        boolean role = service.getValue().has("<<");
        JsonNode check =
            role ? of(service.getValue(), "healthcheck") : service.getValue().path("healthcheck");
        assertThat(check.path("test").size()).as(service.getKey()).isGreaterThan(1);
      }
    }
  }

  @Test
  void everyImageIsPinnedToARelease() {
    compose
        .findValuesAsText("image")
        .forEach(image -> assertThat(image).matches("patchwatch:local|.+:v?\\d+\\.\\d+\\.\\d+"));
    Repository.read("Dockerfile")
        .lines()
        .filter(line -> line.startsWith("FROM "))
        .forEach(line -> assertThat(line).matches("FROM [a-z-]+:\\d+\\.\\d+\\.\\d+\\S+( AS .*)?"));
  }

  @Test
  void runsTheServersInTheReleasesThatTheTestsRun() {
    String pom = Repository.read("pom.xml");
    assertThat(pom).contains(element("kafka.version", tag("kafka")));
    assertThat(pom).contains(element("elasticsearch.version", tag("elasticsearch")));
    assertThat(tag("kibana")).isEqualTo(tag("elasticsearch"));
  }

  private static String tag(String service) {
    String image = compose.path("services").path(service).path("image").asText();
    return image.substring(image.lastIndexOf(':') + 1);
  }

  private static String element(String name, String value) {
    return "<" + name + ">" + value + "</" + name + ">";
  }

  @Test
  void everyPortIsPublishedOnLoopbackByDefault() {
    List<String> ports = new ArrayList<>();
    compose.path("services").forEach(s -> s.path("ports").forEach(p -> ports.add(p.asText())));
    assertThat(ports).hasSize(6).allMatch(p -> p.startsWith("${BIND_ADDRESS:-127.0.0.1}:"));
  }

  @Test
  void everyFileAndVolumeThatIsMountedExists() {
    Set<String> volumes = names(compose.path("volumes"));
    for (JsonNode service : compose.path("services")) {
      for (JsonNode mount : service.path("volumes")) {
        String source = mount.asText().substring(0, mount.asText().indexOf(':'));
        if (source.startsWith("./")) {
          assertThat(Repository.path(source.substring(2))).exists();
        } else {
          assertThat(volumes).contains(source);
        }
      }
    }
  }

  @Test
  void everyServiceThatIsWaitedForExists() {
    for (JsonNode service : compose.path("services")) {
      assertThat(names(compose.path("services"))).containsAll(names(service.path("depends_on")));
    }
  }

  @Test
  void everyVariableIsExplainedInTheExampleAndNoSecretHasAValue() {
    String example = Repository.read(".env.example");
    VARIABLE
        .matcher(Repository.read("docker-compose.yml"))
        .results()
        .forEach(m -> assertThat(example).containsPattern("(?m)^" + m.group(1) + "="));
    assertThat(example).containsPattern("(?m)^GRAFANA_PASSWORD=$");
    assertThat(example).containsPattern("(?m)^WEBHOOK_SECRET=$");
  }

  @Test
  void prometheusScrapesEveryRole() throws IOException {
    String config = Repository.read("dashboards/prometheus/prometheus.yml");
    List<String> targets = new ArrayList<>();
    for (JsonNode job : new YAMLMapper().readTree(config).path("scrape_configs")) {
      job.path("static_configs").forEach(c -> targets.add(c.path("targets").path(0).asText()));
    }
    assertThat(targets).containsExactly("ingest:9320", "streams:9320", "alerting:9320");
    String patchwatch = Repository.read("docker/patchwatch.yml");
    assertThat(new YAMLMapper().readTree(patchwatch).at("/server/port").asInt()).isEqualTo(9320);
  }

  @Test
  void composeItselfAcceptsTheFile() throws Exception {
    assumeThat(exitCode("docker", "compose", "version"))
        .as("docker compose is not installed")
        .isZero();
    assertThat(exitCode("docker", "compose", "config", "--quiet")).isZero();
  }

  private static int exitCode(String... command) throws Exception {
    var directory = Files.createTempDirectory("compose");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Repository.path("").toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("said").toFile());
    builder.environment().put("GRAFANA_PASSWORD", "x");
    builder.environment().put("WEBHOOK_SECRET", "x");
    try {
      Process process = builder.start();
      int code = process.waitFor();
      if (code != 0) {
        System.err.println(Files.readString(directory.resolve("said"), StandardCharsets.UTF_8));
      }
      return code;
    } catch (IOException e) {
      return -1; // not installed
    }
  }

  private static Set<String> names(JsonNode map) {
    Set<String> names = new TreeSet<>();
    map.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
