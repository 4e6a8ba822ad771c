package io.patchwatch.streams;

import static io.patchwatch.streams.Given.minute;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Event;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Version, advisory, correction, withdrawal, exception, its expiry, restart and replay, in orders
 * drawn by a seed: always the same end, and for each receiver of findings a story that holds
 * together. All orders of a seed are played at once, each on a product of its own; restart and
 * expiry happen to all of them, at places that the seed draws as well.
 */
class EveryOrderTest {

  private static final int ORDERS = 40;
  private static final Duration EXCEPTED = Duration.ofHours(1);

  private enum Step implements Function<String, Event> {
    VERSION(p -> Given.runs(p, p, "4.7.4", minute(1))),
    ADVISORY(p -> advisory(p, 2, "4.7.4")),
    CORRECTION(p -> advisory(p, 3, "4.7.5")),
    WITHDRAWAL(
        p ->
            new AdvisoryWithdrawn(
                "w", minute(4), "osv", p, Given.GHSA, minute(4), "by its source")),
    EXCEPTION(Step::excepted);

    private final Function<String, Event> event;

    Step(Function<String, Event> event) {
      this.event = event;
    }

    @Override
    public Event apply(String product) {
      return event.apply(product);
    }

    private static Event advisory(String product, int modified, String fixed) {
      AffectedRange range = AffectedRange.until("4.7.0", fixed);
      return Given.advisory(product, Given.GHSA, Given.CVE, minute(modified), range);
    }

    private static Event excepted(String product) {
      return new RiskAccepted(
          "accepted-" + product,
          minute(1),
          "configuration",
          "exception-" + product,
          "chat-team",
          "behind a VPN",
          Scope.of(Given.CVE, product),
          minute(1).plus(EXCEPTED));
    }
  }

  @TempDir private Path state;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsLeftIsOpenOnceTheExceptionEnded(long seed) {
    assertThat(ends(seed, Step.VERSION, Step.ADVISORY, Step.CORRECTION, Step.EXCEPTION))
        .containsExactly("unpatched 4.7.4 -> 4.7.5");
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void nothingIsLeftAfterAWithdrawal(long seed) {
    assertThat(
            ends(
                seed,
                Step.VERSION,
                Step.ADVISORY,
                Step.CORRECTION,
                Step.WITHDRAWAL,
                Step.EXCEPTION))
        .containsExactly("");
  }

  /** The different ends of many orders. */
  private Set<String> ends(long seed, Step... steps) {
    Random random = new Random(seed);
    List<List<Step>> orders = orders(random, steps);
    int restart = random.nextInt(steps.length + 1);
    int expiry = random.nextInt(steps.length + 1);
    try (Stage stage =
        new Stage(state, DetectionSettings.defaults(), AnyOrderTest.products(orders.size()))) {
      for (int at = 0; at <= steps.length; at++) {
        if (at == restart) {
          stage.restarted();
        }
        if (at == expiry) {
          stage.settled().after(EXCEPTED.plusHours(1));
        }
        for (int i = 0; at < steps.length && i < orders.size(); i++) {
          stage.with(orders.get(i).get(at).apply("chat-" + i));
        }
      }
      replay(stage, orders);
      stage.settled().after(Duration.ofMinutes(5));
      return IntStream.range(0, orders.size())
          .mapToObj(i -> end(stage, "chat-" + i))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<List<Step>> orders(Random random, Step... steps) {
    List<List<Step>> orders = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      List<Step> order = new ArrayList<>(List.of(steps));
      Collections.shuffle(order, random);
      orders.add(order);
    }
    return orders;
  }

  private static void replay(Stage stage, List<List<Step>> orders) {
    for (int i = 0; i < orders.size(); i++) {
      for (Step step : orders.get(i)) {
        stage.with(step.apply("chat-" + i));
      }
    }
  }

  private static String end(Stage stage, String asset) {
    List<Finding> story =
        stage.findings().stream()
            .filter(f -> f.asset().id().equals(asset) && f.conclusion() instanceof Unpatched)
            .toList();
    assertHoldsTogether(story);
    return story.isEmpty() || story.getLast().resolved() ? "" : text(story.getLast());
  }

  /** Opened, updated while open, resolved while open; never twice, and no revision is missing. */
  private static void assertHoldsTogether(List<Finding> story) {
    boolean open = false;
    for (int i = 0; i < story.size(); i++) {
      Finding finding = story.get(i);
      assertThat(finding.revision()).isEqualTo(i + 1);
      assertThat(finding.transition() == Transition.OPENED).as("%s", finding).isEqualTo(!open);
      open = !finding.resolved();
    }
  }

  private static String text(Finding finding) {
    Unpatched u = (Unpatched) finding.conclusion();
    return u.kind() + " " + u.version() + " -> " + u.smallestSafe();
  }
}
