package io.patchwatch.alerting;

import static io.patchwatch.alerting.Findings.fixed;
import static io.patchwatch.alerting.Findings.reopened;
import static io.patchwatch.alerting.Findings.unpatched;
import static io.patchwatch.alerting.Findings.updated;
import static io.patchwatch.events.Severity.CRITICAL;
import static io.patchwatch.events.Severity.HIGH;
import static io.patchwatch.events.Severity.LOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OnCallTopologyTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Finding OPEN = unpatched("chat-eu-1", "CVE-2023-32315", CRITICAL);

  @Test
  void pagesOnceForOneFinding() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      oncall.tell(OPEN);
      assertThat(oncall.deliveries()).isEmpty();
      oncall.pass(Duration.ofMillis(300));
      Delivery page = only(oncall.deliveries());
      assertThat(page.kind()).isEqualTo(Delivery.Kind.OPENED);
      assertThat(page.receiver()).isEqualTo("ops");
      assertThat(page.title())
          .isEqualTo("[OPENED critical] CVE-2023-32315 on openfire: 1 server (chat-eu-1)");
      assertThat(oncall.openIncidents()).containsEntry(CRITICAL, 1L).containsEntry(HIGH, 0L);
      oncall.passInSteps(MINUTE, 10);
      assertThat(oncall.deliveries()).isEmpty();
    }
  }

  @Test
  void saysNothingAboutARevisionSeenBefore() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      oncall.tell(OPEN, fixed(OPEN));
      oncall.pass(SECOND);
      oncall.tell(OPEN);
      oncall.pass(SECOND);
      assertThat(oncall.deliveries()).isEmpty();
      assertThat(oncall.incidents()).hasSize(2).last().matches(Incident::resolved);
    }
  }

  @Test
  void tellsResolvedToWhoWasToldOpened() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      oncall.tell(OPEN);
      oncall.pass(SECOND);
      oncall.restart();
      oncall.tell(fixed(OPEN));
      oncall.pass(SECOND);
      Delivery page = only(oncall.deliveries());
      assertThat(page.kind()).isEqualTo(Delivery.Kind.RESOLVED);
      assertThat(page.title())
          .isEqualTo("[RESOLVED] CVE-2023-32315 on openfire, chat-eu-1: version 4.7.5 observed");
      assertThat(oncall.openIncidents()).containsEntry(CRITICAL, 0L);
    }
  }

  @Test
  void opensAgainAfterResolve() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      Finding fixed = fixed(OPEN);
      oncall.tell(OPEN);
      oncall.pass(SECOND);
      oncall.tell(fixed);
      oncall.pass(SECOND);
      oncall.tell(reopened(fixed));
      oncall.pass(SECOND);
      List<Delivery> all = oncall.deliveries();
      assertThat(all)
          .extracting(Delivery::kind)
          .containsExactly(Delivery.Kind.OPENED, Delivery.Kind.RESOLVED, Delivery.Kind.OPENED);
      assertThat(all).extracting(Delivery::id).doesNotHaveDuplicates();
      assertThat(all).extracting(Delivery::key).containsOnly(all.get(0).key());
    }
  }

  @Test
  void handlesThirtySevenServersAsOneIncidentWithinTheBudget() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      IntStream.rangeClosed(1, 37)
          .mapToObj(i -> unpatched("chat-" + i, "CVE-2023-32315", CRITICAL))
          .forEach(
              finding -> {
                oncall.tell(finding);
                oncall.pass(Duration.ofMillis(30));
              });
      oncall.pass(SECOND);
      assertThat(oncall.incidents()).extracting(Incident::id).containsOnly(incident().id());
      assertThat(only(oncall.deliveries()).kind()).isEqualTo(Delivery.Kind.OPENED);
      oncall.passInSteps(MINUTE, 6);
      Delivery update = only(oncall.deliveries());
      assertThat(update.title())
          .startsWith("[UPDATED critical] CVE-2023-32315 on openfire: 37 servers")
          .endsWith(" more");
      assertThat(update.incidents().get(0).open()).isEqualTo(37);
      assertThat(update.incidents().get(0).members()).hasSize(37);
    }
  }

  @Test
  void keepsTheIncidentOpenUntilItsLastFindingIsFixed() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      Finding second = unpatched("chat-2", "CVE-2023-32315", LOW);
      oncall.tell(OPEN, second);
      oncall.pass(SECOND);
      oncall.tell(fixed(OPEN));
      oncall.pass(SECOND);
      assertThat(oncall.deliveries()).hasSize(1);
      assertThat(oncall.incidents()).last().extracting(Incident::severity).isEqualTo(LOW);
      oncall.tell(fixed(second));
      oncall.pass(SECOND);
      assertThat(only(oncall.deliveries()).kind()).isEqualTo(Delivery.Kind.RESOLVED);
    }
  }

  @Test
  void saysAtOnceThatItGotWorse() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      Finding high = unpatched("chat-eu-1", "CVE-2023-32315", HIGH);
      Finding critical = updated(high, CRITICAL, false);
      oncall.tell(high);
      oncall.pass(SECOND);
      oncall.tell(critical);
      oncall.pass(SECOND);
      oncall.tell(updated(critical, CRITICAL, true));
      oncall.pass(SECOND);
      assertThat(oncall.deliveries())
          .extracting(Delivery::title)
          .satisfiesExactly(
              opened -> assertThat(opened).startsWith("[OPENED high]"),
              rose -> assertThat(rose).endsWith("; severity rose from high"),
              wild -> assertThat(wild).endsWith("; now exploited in the wild"));
    }
  }

  @Test
  void collectsTheFirstImportInOneDigest() {
    try (var oncall = OnCallDriver.withBaseline()) {
      IntStream.rangeClosed(1, 20).forEach(i -> oncall.tell(unpatched("chat-1", "CVE-" + i, HIGH)));
      oncall.pass(Duration.ofSeconds(4));
      oncall.tell(unpatched("chat-1", "CVE-21", CRITICAL));
      oncall.pass(Duration.ofSeconds(4));
      assertThat(oncall.deliveries()).isEmpty();
      oncall.pass(Duration.ofSeconds(2));
      Delivery digest = only(oncall.deliveries());
      assertThat(digest.kind()).isEqualTo(Delivery.Kind.DIGEST);
      assertThat(digest.incidents()).hasSize(21);
      assertThat(digest.incidents().get(0).severity()).isEqualTo(CRITICAL);
      assertThat(digest.title())
          .startsWith("[DIGEST critical] 21 open incidents: 1 critical, 20 high; worst: CVE-21");
      oncall.restart();
      oncall.tell(fixed(unpatched("chat-1", "CVE-7", HIGH)));
      oncall.pass(SECOND);
      assertThat(only(oncall.deliveries()).kind()).isEqualTo(Delivery.Kind.RESOLVED);
    }
  }

  @Test
  void endsTheFirstCollectionEvenWhenItNeverGetsQuiet() {
    try (var oncall = OnCallDriver.withBaseline()) {
      for (int i = 0; i < 61; i++) {
        oncall.tell(unpatched("chat-1", "CVE-" + i, HIGH));
        oncall.pass(SECOND);
      }
      assertThat(oncall.deliveries()).extracting(Delivery::kind).contains(Delivery.Kind.DIGEST);
    }
  }

  @Test
  void tellsNothingOfWhatWasOverBeforeItCouldBeTold() {
    try (var oncall = OnCallDriver.withBaseline()) {
      oncall.tell(OPEN, fixed(OPEN));
      oncall.passInSteps(SECOND, 120);
      assertThat(oncall.deliveries()).isEmpty();
    }
  }

  @Test
  void routesByLabelsAndGroupsAsTheRouteSays() {
    Route night =
        new Route("night", List.of(Matcher.parse("severity=\"critical\"")), null, true, List.of());
    Route teams = new Route("teams", List.of(), List.of("owner"), false, List.of());
    Route top = new Route("ops", List.of(), null, false, List.of(night, teams));
    var receivers = List.of(console("ops"), console("night"), console("teams"));
    var settings =
        new AlertingSettings(top, receivers, null, null, null, null, Duration.ZERO, null, null);
    try (var oncall = new OnCallDriver(settings)) {
      oncall.tell(OPEN, unpatched("chat-2", "CVE-2024-1", LOW));
      oncall.pass(SECOND);
      assertThat(oncall.deliveries())
          .extracting(Delivery::receiver, Delivery::title)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple(
                  "night", "[OPENED critical] CVE-2023-32315 on openfire: 1 server (chat-eu-1)"),
              org.assertj.core.groups.Tuple.tuple(
                  "teams", "[OPENED critical] owner chat-team: 2 findings (chat-eu-1, chat-2)"));
    }
  }

  @Test
  void leavesTheIncidentThatAFindingNoLongerBelongsTo() {
    Route bySeverity = new Route("ops", List.of(), List.of("severity"), false, List.of());
    var settings =
        new AlertingSettings(
            bySeverity, List.of(console("ops")), null, null, null, null, Duration.ZERO, null, null);
    try (var oncall = new OnCallDriver(settings)) {
      Finding high = unpatched("chat-eu-1", "CVE-1", HIGH);
      oncall.tell(high);
      oncall.pass(SECOND);
      oncall.tell(updated(high, CRITICAL, false));
      oncall.pass(SECOND);
      assertThat(oncall.deliveries())
          .extracting(Delivery::title)
          .containsExactlyInAnyOrder(
              "[OPENED high] severity high: 1 finding (chat-eu-1)",
              "[RESOLVED] severity high, chat-eu-1: moved to another incident",
              "[OPENED critical] severity critical: 1 finding (chat-eu-1)");
    }
  }

  @Test
  void keepsAnUnreadableFindingAsADeadLetter() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      oncall.tellBytes("f-1", "{\"type\":\"finding\"}".getBytes(StandardCharsets.UTF_8));
      oncall.tell(OPEN);
      oncall.pass(SECOND);
      assertThat(only(oncall.deadLetters()).error()).contains("schema");
      assertThat(oncall.deliveries()).hasSize(1);
    }
  }

  private static Receiver console(String name) {
    return Receiver.console(name);
  }

  private static Incident incident() {
    try (var oncall = OnCallDriver.withoutBaseline()) {
      oncall.tell(OPEN);
      return only(oncall.incidents());
    }
  }

  private static <T> T only(List<T> all) {
    assertThat(all).hasSize(1);
    return all.get(0);
  }
}
