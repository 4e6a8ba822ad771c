package io.patchwatch.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.topics.Topic;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.streams.TopologyDescription;
import org.apache.kafka.streams.TopologyDescription.Node;
import org.apache.kafka.streams.TopologyDescription.Processor;
import org.apache.kafka.streams.TopologyDescription.Sink;
import org.apache.kafka.streams.TopologyDescription.Source;
import org.apache.kafka.streams.TopologyDescription.Subtopology;
import org.junit.jupiter.api.Test;

class DetectionTopologyTest {

  private static final TopologyDescription TOPOLOGY =
      DetectionTopology.build("patchwatch.", DetectionSettings.defaults(), TestCatalogue.get())
          .describe();

  private static Stream<Node> nodes() {
    return TOPOLOGY.subtopologies().stream().map(Subtopology::nodes).flatMap(n -> n.stream());
  }

  @Test
  void everyOperatorAndStoreIsNamedByHand() {
    List<String> stores =
        nodes()
            .filter(Processor.class::isInstance)
            .flatMap(node -> ((Processor) node).stores().stream())
            .toList();

    assertThat(nodes().map(Node::name)).noneMatch(name -> name.startsWith("KSTREAM"));
    assertThat(stores)
        .containsExactlyInAnyOrder(
            "assets",
            "knowledge",
            "releases",
            "residents",
            "homes",
            "rule-cases",
            "correlations",
            "explanations",
            "exploits",
            "feed-standings",
            "log-lines-joined",
            "log-counts",
            "log-patterns",
            "log-pattern-products",
            "rollouts",
            "rollouts-residents",
            "rollouts-trials",
            "commands-newest",
            "patch-clocks",
            "findings");
  }

  @Test
  void readsAndWritesOnlyTopicsOfTheTableAndThreeOfItsOwn() {
    Stream<String> read =
        nodes()
            .filter(Source.class::isInstance)
            .flatMap(node -> ((Source) node).topicSet().stream());
    Stream<String> written =
        nodes().filter(Sink.class::isInstance).map(node -> ((Sink) node).topic());

    assertThat(Stream.concat(read, written.filter(Objects::nonNull)).distinct())
        .containsExactlyInAnyOrder(
            Topic.SOFTWARE.name("patchwatch."),
            Topic.ADVISORIES.name("patchwatch."),
            Topic.LOGS.name("patchwatch."),
            Topic.LOGS_PARSED.name("patchwatch."),
            Topic.FEEDS.name("patchwatch."),
            Topic.COMMANDS.name("patchwatch."),
            Topic.EXCEPTIONS.name("patchwatch."),
            Topic.RULE_HITS.name("patchwatch."),
            Topic.FINDINGS.name("patchwatch."),
            "by-product-repartition",
            "pattern-news-repartition",
            "signals-repartition");
  }

  @Test
  void composesTheSameOnEveryInstance() {
    assertThat(
            DetectionTopology.build(
                    "patchwatch.", DetectionSettings.defaults(), TestCatalogue.get())
                .describe())
        .isEqualTo(TOPOLOGY);
  }
}
