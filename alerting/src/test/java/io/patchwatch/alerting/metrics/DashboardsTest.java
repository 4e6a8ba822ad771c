package io.patchwatch.alerting.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.patchwatch.alerting.Repository;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every metric and label that a board or rule uses is exported; the document lists exactly them.
 */
class DashboardsTest {

  private static final String RULES = "dashboards/prometheus/rules/patchwatch.yml";

  /** What Prometheus itself adds to each series, and prometheus.yml to each target. */
  private static final Set<String> ADDED = Set.of("instance", "job", "role");

  private static final Pattern LEGEND = Pattern.compile("\\{\\{\\s*(?:\\$labels\\.)?(\\w+)\\s*}}");
  private static final Pattern ROW =
      Pattern.compile("^\\| `(patchwatch_\\w+)` \\| (\\w+) \\| (.*?) \\|", Pattern.MULTILINE);
  private static final Pattern CODE = Pattern.compile("`(\\w+)`");

  private static Exported exported;
  private static final Map<String, Set<String>> known = new HashMap<>();

  @BeforeAll
  static void export() throws IOException {
    exported = Exported.byTheRealCode();
    known.putAll(exported.labels());
    known.put("up", Set.of());
    for (JsonNode rule : rules()) {
      if (rule.has("record")) {
        known.put(rule.path("record").asText(), Query.of(rule.path("expr").asText()).labels());
      }
    }
  }

  private static List<JsonNode> rules() throws IOException {
    return new YAMLMapper().readTree(Repository.read(RULES)).findParents("expr");
  }

  static List<String> boards() {
    return Repository.files("dashboards/grafana/dashboards", ".json");
  }

  @ParameterizedTest
  @MethodSource("boards")
  void everyBoardShowsOnlyWhatIsExported(String board) throws IOException {
    List<JsonNode> targets = Wire.json().readTree(Repository.read(board)).findParents("expr");
    assertThat(targets).isNotEmpty();
    for (JsonNode target : targets) {
      check(target.path("expr").asText(), target.path("legendFormat").asText());
    }
  }

  @Test
  void everyRuleAsksOnlyForWhatIsExported() throws IOException {
    assertThat(rules()).hasSizeGreaterThan(10);
    for (JsonNode rule : rules()) {
      check(rule.path("expr").asText(), rule.path("annotations").toString());
    }
  }

  private static void check(String expression, String shown) {
    Query query = Query.of(expression);
    assertThat(known.keySet()).as(expression).containsAll(query.metrics());
    Set<String> labels = new TreeSet<>(ADDED);
    query.metrics().forEach(metric -> labels.addAll(known.get(metric)));
    assertThat(labels).as(expression).containsAll(query.labels());
    assertThat(labels)
        .as(expression + " shown as " + shown)
        .containsAll(LEGEND.matcher(shown).results().map(m -> m.group(1)).toList());
  }

  @Test
  void aRenamedMetricOrLabelWouldBeFound() {
    assertThat(Query.of("max by (state) (rate(patchwatch_asets{kind=\"x\"}[5m])) > 0 unless up"))
        .isEqualTo(new Query(Set.of("patchwatch_asets", "up"), Set.of("kind", "state")));
  }

  @Test
  void theDocumentListsExactlyTheExportedMetrics() {
    Map<String, String> documented = new TreeMap<>();
    for (MatchResult row : ROW.matcher(Repository.read("docs/metrics.md")).results().toList()) {
      Set<String> labels =
          new TreeSet<>(CODE.matcher(row.group(3)).results().map(m -> m.group(1)).toList());
      documented.put(row.group(1), row.group(2) + " " + labels);
    }
    assertThat(documented).isEqualTo(exportedOfOurs());
  }

  private static Map<String, String> exportedOfOurs() {
    Map<String, String> ours = new TreeMap<>();
    exported
        .types()
        .forEach(
            (name, type) -> {
              if (name.startsWith("patchwatch_")) {
                ours.put(name, type + " " + labelsOf(name));
              }
            });
    return ours;
  }

  private static Set<String> labelsOf(String name) {
    String series = exported.labels().containsKey(name) ? name : name + "_count";
    return new TreeSet<>(exported.labels().get(series));
  }

  @Test
  void neverNamesAVulnerability() {
    assertThat(exported.text()).doesNotContain("CVE-").contains("chat-eu-1");
  }
}
