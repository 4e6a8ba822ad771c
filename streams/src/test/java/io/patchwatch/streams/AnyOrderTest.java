package io.patchwatch.streams;

import static io.patchwatch.streams.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Event;
import io.patchwatch.events.Finding;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.CatalogueException;
import io.patchwatch.events.catalogue.Product;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every order of the same events ends the same, with and without restarts between them. Each order
 * plays on a product of its own, so that all are played at once.
 */
class AnyOrderTest {

  /** An event about a product, which runs on the asset of the same name. */
  private interface Step extends Function<String, Event> {}

  private static final Step VERSION = p -> Given.runs(p, p, "4.7.4", minute(1));
  private static final Step ADVISORY = p -> advisory(p, 2, "4.7.4");
  private static final Step CORRECTION = p -> advisory(p, 3, "4.7.5");
  private static final Step WITHDRAWAL =
      p -> new AdvisoryWithdrawn("w", minute(4), "osv", p, Given.GHSA, minute(4), "by its source");
  private static final Step PUBLISHED_AGAIN = p -> advisory(p, 5, "4.7.6");
  private static final Step PATCHED = p -> Given.runs(p, p, "4.7.6", minute(7));

  @TempDir private Path state;

  private static Event advisory(String product, int modified, String fixed) {
    AffectedRange range = AffectedRange.until("4.7.0", fixed);
    return Given.advisory(product, Given.GHSA, Given.CVE, minute(modified), range);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void correctionLeavesTheServerUnpatched(boolean restarts) {
    assertThat(ends(restarts, VERSION, ADVISORY, CORRECTION)).containsExactly("4.7.4 -> 4.7.5");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void withdrawalLeavesNothingOpen(boolean restarts) {
    assertThat(ends(restarts, VERSION, ADVISORY, CORRECTION, WITHDRAWAL)).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void publicationAfterAWithdrawalCounts(boolean restarts) {
    assertThat(ends(restarts, VERSION, CORRECTION, WITHDRAWAL, PUBLISHED_AGAIN))
        .containsExactly("4.7.4 -> 4.7.6");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void patchedVersionLeavesNothingOpen(boolean restarts) {
    assertThat(ends(restarts, VERSION, ADVISORY, CORRECTION, PATCHED)).containsExactly("");
  }

  /** The different ends of all orders. */
  private Set<String> ends(boolean restarts, Step... steps) {
    List<List<Step>> orders = orders(List.of(steps));
    try (Stage stage = new Stage(state, DetectionSettings.defaults(), products(orders.size()))) {
      for (int step = 0; step < steps.length; step++) {
        for (int i = 0; i < orders.size(); i++) {
          stage.with(orders.get(i).get(step).apply("chat-" + i));
        }
        if (restarts) {
          stage.restarted();
        }
      }
      stage.settled();
      return IntStream.range(0, orders.size())
          .mapToObj(i -> open(stage, "chat-" + i))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String open(Stage stage, String asset) {
    List<Finding> findings =
        stage.open().stream().filter(f -> f.asset().id().equals(asset)).toList();
    return findings.stream()
        .map(Finding::conclusion)
        .map(Unpatched.class::cast)
        .map(u -> u.version() + " -> " + u.smallestSafe())
        .collect(Collectors.joining());
  }

  private static List<List<Step>> orders(List<Step> steps) {
    if (steps.isEmpty()) {
      return List.of(List.of());
    }
    List<List<Step>> orders = new ArrayList<>();
    for (Step first : steps) {
      List<Step> rest = new ArrayList<>(steps);
      rest.remove(first);
      for (List<Step> tail : orders(rest)) {
        List<Step> order = new ArrayList<>(List.of(first));
        order.addAll(tail);
        orders.add(order);
      }
    }
    return orders;
  }

  static Catalogue products(int count) {
    Product like = TestCatalogue.get().get("testchat");
    try {
      return Catalogue.of(
          IntStream.range(0, count).mapToObj(i -> renamed(like, "chat-" + i)).toList());
    } catch (CatalogueException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Product renamed(Product like, String id) {
    return new Product(
        id,
        id,
        List.of(),
        null,
        like.identifiers(),
        like.versions(),
        like.probes(),
        like.noProbe(),
        like.tells(),
        like.logs(),
        like.visibility(),
        like.advisories(),
        like.links());
  }
}
