package io.patchwatch.app.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Conclusion.Unpatched;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Event;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Finding.Resolution.Reason;
import io.patchwatch.events.Finding.Transition;
import io.patchwatch.events.catalogue.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A drawn sample of the orders of version, advisory, correction, withdrawal, exception, its expiry,
 * restart and replay on a real broker, from the events to what the person on call is told. The
 * detection's own test plays many more on the driver.
 */
class EveryOrderIT {

  private static final long SEED = 20261124;
  private static final int ORDERS = 24;
  private static final int STEPS = Order.Step.values().length;
  private static final Duration EXCEPTED = Duration.ofSeconds(6);

  @TempDir private Path directory;

  @Test
  void everyOrderEndsTheSameAndIsToldTheSameAcrossRestartsAndAReplay() throws Exception {
    Random random = new Random(SEED);
    List<Order> orders = Order.drawn(random, ORDERS);
    try (Play play = new Play(directory, catalogue())) {
      List<Event> events = new ArrayList<>();
      int restart = 1 + random.nextInt(STEPS - 1);
      for (int at = 0; at < STEPS; at++) {
        if (at == restart) {
          play.restart();
        }
        List<Event> step = step(orders, at);
        step.forEach(play::publish);
        events.addAll(step);
        play.mark();
      }
      Instant expired = Instant.now().plus(EXCEPTED);
      Awaitility.await().until(() -> Instant.now().isAfter(expired));
      Awaitility.await().until(() -> orders.stream().allMatch(it -> ended(play, it)));
      play.mark();
      orders.forEach(order -> assertTold(play, order));
      assertThat(play.findings()).as("the exceptions took effect").anyMatch(EveryOrderIT::accepted);
      long concluded = concluded(play, orders);
      long told = told(play, orders);

      play.restart();
      events.forEach(play::publish);
      play.mark();
      assertThat(concluded(play, orders)).as("findings after the replay").isEqualTo(concluded);
      assertThat(told(play, orders)).as("messages after the replay").isEqualTo(told);
      assertThat(play.deliveries()).extracting(Delivery::id).doesNotHaveDuplicates();
    }
  }

  /** An exception holds from when it is published, however long the steps before it took. */
  private static List<Event> step(List<Order> orders, int at) {
    Instant expiry = Instant.now().plus(EXCEPTED);
    return orders.stream()
        .map(order -> order.events(expiry))
        .filter(events -> at < events.size())
        .map(events -> events.get(at))
        .toList();
  }

  private Catalogue catalogue() throws Exception {
    Path files = Files.createDirectories(directory.resolve("catalogue"));
    for (int i = 0; i < ORDERS; i++) {
      write(files, "chat-" + i);
    }
    for (int i = 0; i < STEPS + 2; i++) {
      write(files, "mark-" + i);
    }
    return Catalogue.withUserFiles(List.of(files));
  }

  private static void write(Path directory, String product) throws IOException {
    String yaml =
        """
        schema: 1
        id: %s
        name: %s
        versions: {scheme: semver, lane_depth: 2}
        no_probe: it does not exist
        advisories: {coverage: full, osv: ["npm:%s"]}
        links: {homepage: "https://example.org/"}
        """;
    Files.writeString(
        directory.resolve(product + ".yml"), yaml.formatted(product, product, product));
  }

  private static boolean accepted(Finding finding) {
    return finding.resolution() != null && finding.resolution().reason() == Reason.RISK_ACCEPTED;
  }

  private static Stream<Finding> story(Play play, Order order) {
    return play.findings().stream().filter(it -> Play.isAbout(it, order.product()));
  }

  /** Open with the corrected fix; or, after a withdrawal, not open. */
  private static boolean ended(Play play, Order order) {
    List<Finding> story = story(play, order).toList();
    boolean open = !story.isEmpty() && !story.getLast().resolved();
    return open == !order.withdrawn()
        && (!open || "4.7.5".equals(((Unpatched) story.getLast().conclusion()).smallestSafe()));
  }

  /** Opened, updated while open, resolved while open; and at last what is true. */
  private static void assertTold(Play play, Order order) {
    assertThat(ended(play, order)).as("%s ends as it should", order).isTrue();
    boolean open = false;
    for (Finding finding : story(play, order).toList()) {
      assertThat(finding.transition() == Transition.OPENED).as("%s", finding).isEqualTo(!open);
      open = !finding.resolved();
    }
    boolean told = false;
    for (Delivery delivery : messages(play, order).toList()) {
      assertThat(delivery.kind() == Delivery.Kind.OPENED).as("%s", delivery).isEqualTo(!told);
      told = delivery.kind() != Delivery.Kind.RESOLVED;
    }
    assertThat(told).as("what is believed of %s", order).isEqualTo(!order.withdrawn());
  }

  private static Stream<Delivery> messages(Play play, Order order) {
    return play.deliveries().stream().filter(it -> Play.isAbout(it, order.product()));
  }

  private static long concluded(Play play, List<Order> orders) {
    return orders.stream().flatMap(it -> story(play, it)).count();
  }

  private static long told(Play play, List<Order> orders) {
    return orders.stream().flatMap(it -> messages(play, it)).count();
  }
}
