package io.patchwatch.ingest.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.inventory.format.Inventory;
import io.patchwatch.ingest.inventory.format.Sighting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format keeps, whatever it is given. */
class InventoryFormatsTest {

  private static final Inventories INVENTORIES = new Inventories(Catalogue.builtIn());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SEED = 20261123;

  static List<Fixture> fixtures() {
    return Fixture.all().toList();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void isToldByItsContentAndReadAsItSays(Fixture fixture) {
    Inventory inventory = INVENTORIES.read(fixture.file(), fixture.bytes(), Inventories.AUTO);
    assertThat(inventory.format()).isEqualTo(fixture.format());
    assertThat(inventory.read()).as("%s", inventory.problems()).isTrue();
    assertThat(Fixture.told(inventory)).containsExactlyElementsOf(fixture.expected());
    assertThat(inventory.sightings())
        .allSatisfy(
            sighting -> {
              assertThat(sighting.place()).isNotBlank();
              assertThat(sighting.excerpt()).isNotBlank();
            });
    assertThat(inventory.examined()).isGreaterThanOrEqualTo(inventory.sightings().size());
  }

  @Test
  void everyFormatHasAFixture() {
    assertThat(fixtures().stream().map(Fixture::format).distinct().sorted())
        .containsExactlyElementsOf(Inventories.formats());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void cutOffAnywhereItTellsNoOtherVersion(Fixture fixture) {
    byte[] whole = fixture.bytes();
    Set<String> right =
        INVENTORIES.read(fixture.file(), whole, Inventories.AUTO).sightings().stream()
            .map(Sighting::version)
            .collect(Collectors.toSet());
    for (int length = 0; length < whole.length; length += 1 + whole.length / 400) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(INVENTORIES.read(fixture.file(), cut, fixture.format()).sightings())
          .as("cut off after %d bytes", length)
          .extracting(Sighting::version)
          .isSubsetOf(right);
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void survivesAnyDamageInBoundedTime(Fixture fixture) {
    Random random = new Random(SEED);
    assertTimeout(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 300; i++) {
            byte[] damaged = damaged(fixture.bytes(), random);
            Inventory inventory =
                INVENTORIES.read(fixture.file(), damaged, i % 2 == 0 ? "auto" : fixture.format());
            assertThat(inventory.problems()).allSatisfy(p -> assertThat(p).isNotBlank());
            assertThat(inventory.problems().toString()).doesNotContain("Exception:");
          }
        });
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void everyOtherFormatReadsItWithoutFalling(Fixture fixture) {
    for (String format : Inventories.formats()) {
      assertThat(INVENTORIES.read(fixture.file(), fixture.bytes(), format).problems().toString())
          .doesNotContain("Exception:");
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void theSameTwiceIsToldOnce(Fixture fixture) {
    String text = new String(fixture.bytes(), StandardCharsets.UTF_8);
    Inventory twice =
        INVENTORIES.read(
            fixture.file(), (text + "\n" + text).getBytes(StandardCharsets.UTF_8), "auto");
    assertThat(Fixture.told(twice)).doesNotHaveDuplicates().isSubsetOf(fixture.expected());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void valuesOfWrongTypesAreProblems(Fixture fixture) throws JsonProcessingException {
    if (!fixture.file().endsWith(".json")) {
      return;
    }
    List<ContainerNode<?>> containers = new ArrayList<>();
    JsonNode tree = JSON.readTree(new String(fixture.bytes(), StandardCharsets.UTF_8));
    collect(tree, containers);
    for (ContainerNode<?> container : containers) {
      for (Slot slot : Slot.of(container)) {
        for (String wrong : List.of("17", "true", "null", "[]", "{}", "[[]]", "\"\"")) {
          slot.set().accept(JSON.readTree(wrong));
          Inventory inventory =
              INVENTORIES.read(fixture.file(), JSON.writeValueAsBytes(tree), fixture.format());
          assertThat(inventory.problems().toString()).doesNotContain("Exception:");
        }
        slot.set().accept(slot.right());
      }
    }
  }

  /** A place in a tree whose value can be replaced. */
  private record Slot(JsonNode right, Consumer<JsonNode> set) {

    static List<Slot> of(ContainerNode<?> container) {
      if (container instanceof ObjectNode object) {
        return object.properties().stream()
            .map(e -> new Slot(e.getValue(), value -> object.set(e.getKey(), value)))
            .toList();
      }
      ArrayNode array = (ArrayNode) container;
      return IntStream.range(0, array.size())
          .mapToObj(i -> new Slot(array.get(i), value -> array.set(i, value)))
          .toList();
    }
  }

  private static void collect(JsonNode node, List<ContainerNode<?>> into) {
    if (node instanceof ContainerNode<?> container) {
      into.add(container);
      container.forEach(child -> collect(child, into));
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    List<Byte> damaged = new ArrayList<>();
    for (byte b : bytes) {
      damaged.add(b);
    }
    for (int i = 0; i < 1 + random.nextInt(8) && !damaged.isEmpty(); i++) {
      int at = random.nextInt(damaged.size());
      int to = Math.min(damaged.size(), at + random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> damaged.set(at, (byte) random.nextInt(256));
        case 1 -> damaged.subList(at, to).clear();
        case 2 -> damaged.addAll(at, List.copyOf(damaged.subList(at, to)));
        default -> damaged.add(at, (byte) "<>\"'{}[]&:\\\n\t\0".charAt(random.nextInt(14)));
      }
    }
    byte[] result = new byte[damaged.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = damaged.get(i);
    }
    return result;
  }
}
