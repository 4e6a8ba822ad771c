package io.patchwatch.streams.sigma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.streams.sigma.read.Bad;
import io.patchwatch.streams.sigma.read.Documents;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Rules with keys left out or renamed and with values of other types. */
final class MangledTree {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private MangledTree() {}

  /** One change of one part. */
  private record Change(int where, int entry, Kind kind) {}

  private enum Kind {
    LEAVE_OUT,
    RENAME,
    NULL,
    TRUE,
    HUGE,
    EMPTY,
    LONG,
    LIST,
    MAP,
    DEEP,
    WRAP,
    WHOLE
  }

  /** Like these, with one to four changes; JSON, which is YAML, too. */
  static Arbitrary<String> of(Arbitrary<String> rules) {
    Arbitrary<Change> change =
        Combinators.combine(
                Arbitraries.integers().between(0, 100),
                Arbitraries.integers().between(0, 20),
                Arbitraries.of(Kind.class))
            .as(Change::new);
    return Combinators.combine(rules, change.list().ofMinSize(1).ofMaxSize(4))
        .as(MangledTree::changed);
  }

  private static String changed(String yaml, List<Change> changes) {
    List<JsonNode> documents;
    try {
      documents = Documents.of(yaml);
    } catch (Bad e) {
      throw new IllegalStateException(e);
    }
    for (Change change : changes) {
      List<ContainerNode<?>> all = new ArrayList<>();
      documents.forEach(document -> containers(document, all));
      all.removeIf(JsonNode::isEmpty);
      if (!all.isEmpty()) {
        apply(all.get(change.where() % all.size()), change);
      }
    }
    return documents.stream().map(JsonNode::toString).collect(Collectors.joining("\n---\n"));
  }

  private static void containers(JsonNode node, List<ContainerNode<?>> all) {
    if (node instanceof ContainerNode<?> container) {
      all.add(container);
      container.forEach(each -> containers(each, all));
    }
  }

  private static void apply(ContainerNode<?> container, Change change) {
    int at = change.entry() % container.size();
    if (container instanceof ObjectNode map) {
      String key = map.properties().stream().skip(at).findFirst().orElseThrow().getKey();
      JsonNode old = map.get(key);
      switch (change.kind()) {
        case LEAVE_OUT -> map.remove(key);
        case RENAME -> map.set(key + "|x", map.remove(key));
        default -> map.set(key, other(change.kind(), old));
      }
    } else if (container instanceof ArrayNode list) {
      if (change.kind() == Kind.LEAVE_OUT) {
        list.remove(at);
      } else {
        list.set(at, other(change.kind(), list.get(at)));
      }
    }
  }

  private static JsonNode other(Kind kind, JsonNode old) {
    return switch (kind) {
      case LEAVE_OUT, RENAME, NULL -> JSON.nullNode();
      case TRUE -> JSON.booleanNode(true);
      case HUGE -> JSON.numberNode(new BigDecimal("1e400"));
      case EMPTY -> JSON.textNode("");
      case LONG -> JSON.textNode("*a?\\".repeat(5_000));
      case LIST -> JSON.arrayNode();
      case MAP -> JSON.objectNode();
      case WRAP -> JSON.arrayNode().add(old).add(7);
      case WHOLE -> JSON.numberNode(-1);
      case DEEP -> {
        JsonNode deep = old;
        for (int i = 0; i < 40; i++) {
          deep = i % 2 == 0 ? JSON.arrayNode().add(deep) : JSON.objectNode().set("a", deep);
        }
        yield deep;
      }
    };
  }
}
