package io.patchwatch.app.whole;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.AdvisoryWithdrawn;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Event;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Precision;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.Scope;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SoftwareObserved;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The same events about one product and its only server, in one of their orders.
 *
 * @param product also the server's id
 * @param withdrawn whether the advisory is withdrawn at some time
 */
record Order(String product, boolean withdrawn, List<Step> steps) {

  static final String CVE = "CVE-2026-1001";
  static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  /** What happens. */
  enum Step {
    VERSION,
    ADVISORY,
    CORRECTION,
    EXCEPTION,
    WITHDRAWAL
  }

  /** So many orders, every other one with a withdrawal. */
  static List<Order> drawn(Random random, int count) {
    return IntStream.range(0, count).mapToObj(i -> drawn(random, "chat-" + i, i % 2 == 1)).toList();
  }

  private static Order drawn(Random random, String product, boolean withdrawn) {
    List<Step> steps = new ArrayList<>(List.of(Step.values()));
    if (!withdrawn) {
      steps.remove(Step.WITHDRAWAL);
    }
    Collections.shuffle(steps, random);
    return new Order(product, withdrawn, List.copyOf(steps));
  }

  /** Its steps as events. */
  List<Event> events(Instant expiry) {
    return steps.stream().map(step -> event(step, expiry)).toList();
  }

  private Event event(Step step, Instant expiry) {
    return switch (step) {
      case VERSION -> version(product, BEGIN);
      case ADVISORY -> advisory(product, 2, "4.7.4");
      case CORRECTION -> advisory(product, 3, "4.7.5");
      case EXCEPTION -> excepted(expiry);
      case WITHDRAWAL ->
          new AdvisoryWithdrawn("w", day(4), "osv", product, CVE, day(4), "by its source");
    };
  }

  private static Instant day(int number) {
    return BEGIN.plusSeconds(86_400L * number);
  }

  static SoftwareObserved version(String product, Instant at) {
    return new SoftwareObserved(
        "runs-" + product,
        at,
        "test",
        Asset.of(product),
        product,
        "4.7.4",
        Precision.FULL,
        new Evidence("test", "here", "4.7.4"));
  }

  static AdvisoryPublished advisory(String product, int modified, String fixed) {
    Advisory advisory =
        new Advisory(
            CVE,
            CVE,
            List.of(),
            product,
            "cve5:CNA",
            "bypass",
            Severity.HIGH,
            8.6,
            null,
            List.of(AffectedRange.until("4.7.0", fixed)),
            List.of(),
            List.of("https://example.org/" + CVE),
            day(1),
            day(modified));
    return new AdvisoryPublished("ap-" + product + modified, day(modified), "test", advisory);
  }

  private RiskAccepted excepted(Instant expiry) {
    return new RiskAccepted(
        "accepted-" + product,
        expiry.minus(Duration.ofHours(1)),
        "configuration",
        "exception-" + product,
        "chat-team",
        "behind a VPN",
        Scope.of(CVE, product),
        expiry);
  }
}
