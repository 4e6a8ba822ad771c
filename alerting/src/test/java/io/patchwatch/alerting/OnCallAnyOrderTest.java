package io.patchwatch.alerting;

import static io.patchwatch.events.Delivery.Kind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.mailbox.MailboxSettings;
import io.patchwatch.alerting.oncall.InhibitRule;
import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Findings come, get worse and go, people take, give back, close and silence, processes restart and
 * the clock jumps, as a seed draws it. Whatever the order, each receiver hears of each incident a
 * story that holds together and has an end.
 */
class OnCallAnyOrderTest {

  private static final int DEEDS = 150;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(12);
  private static final Duration STEP = Duration.ofSeconds(5);
  private static final MailboxSettings MAILBOX =
      new MailboxSettings(
          Duration.ofMillis(250),
          1000,
          Duration.ofSeconds(2),
          Duration.ofMinutes(1),
          Duration.ZERO,
          Duration.ZERO);

  private final Map<String, Finding> findings = new HashMap<>();
  private final List<Delivery> told = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everybodyHearsAStoryThatHoldsTogetherAndHasAnEnd(long seed) {
    Random random = new Random(seed);
    InhibitRule rule =
        new InhibitRule(
            List.of(Matcher.parse("severity=critical")),
            List.of(Matcher.parse("severity=medium")),
            List.of("asset"));
    AlertingSettings settings = Plays.settings(Plays.first("night"), rule);
    Route route = settings.route();
    try (OnCallDriver driver = new OnCallDriver(route, settings.rules(), MAILBOX, Findings.NOON)) {
      for (int i = 0; i < DEEDS; i++) {
        deed(random).accept(driver);
        pass(driver, Duration.ofSeconds(random.nextLong(LONGEST_PAUSE.toSeconds())));
      }
      end(driver);
    }
    assertThat(told).hasSizeGreaterThan(DEEDS / 2);
    assertThat(told).extracting(Delivery::id).doesNotHaveDuplicates();
    assertThat(told).allSatisfy(OnCallAnyOrderTest::saysWhatIs);
    stories().forEach(OnCallAnyOrderTest::holdsTogether);
  }

  private Timeline.Deed deed(Random random) {
    Finding any = finding(random);
    String name = "s" + random.nextInt(3);
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> Deeds.tell(next(any, random));
      case 4 -> Deeds.acknowledge("anna", any);
      case 5 -> Deeds.acknowledge("ben", any, Duration.ofMinutes(1L + random.nextInt(30)));
      case 6 -> Deeds.giveBack("anna", any);
      case 7 -> Deeds.close("anna", any);
      case 8 ->
          Deeds.silence(
              name,
              Duration.ofMinutes(1L + random.nextInt(60)),
              "asset=\"" + any.asset().id() + "\"");
      case 9 -> Deeds.expire(name);
      case 10 -> Deeds.restart();
      default -> Deeds.clock(Duration.ofMinutes(random.nextInt(90)));
    };
  }

  private Finding finding(Random random) {
    String asset = "chat-" + random.nextInt(3);
    int cve = random.nextInt(3);
    Severity severity = cve == 0 ? Severity.CRITICAL : Severity.MEDIUM;
    Finding fresh = Findings.unpatched(asset, "CVE-" + cve, severity);
    return findings.getOrDefault(fresh.fingerprint(), fresh);
  }

  /** What comes after it: it opens, gets worse, or is resolved. */
  private Finding next(Finding it, Random random) {
    Finding next = it;
    if (findings.containsKey(it.fingerprint())) {
      next = it.resolved() ? Findings.reopened(it) : Findings.fixed(it);
      if (!it.resolved() && random.nextInt(4) == 0) {
        next = Findings.updated(it, Severity.CRITICAL, true);
      }
    }
    findings.put(next.fingerprint(), next);
    return next;
  }

  private void end(OnCallDriver driver) {
    List.of("s0", "s1", "s2").forEach(name -> Deeds.expire(name).accept(driver));
    findings.values().stream()
        .filter(it -> !it.resolved())
        .forEach(it -> driver.tell(Findings.fixed(it)));
    pass(driver, Duration.ofMinutes(2));
  }

  private void pass(OnCallDriver driver, Duration time) {
    for (Duration done = Duration.ZERO; done.compareTo(time) <= 0; done = done.plus(STEP)) {
      driver.advance(STEP);
      told.addAll(driver.deliveries());
    }
  }

  private static void saysWhatIs(Delivery it) {
    Incident incident = it.incidents().get(0);
    Class<?> state = incident.state().getClass();
    switch (it.kind()) {
      case RESOLVED -> assertThat(state).isEqualTo(IncidentState.Resolved.class);
      case ACKNOWLEDGED -> assertThat(state).isEqualTo(IncidentState.Acknowledged.class);
      case UPDATED -> assertThat(state).isNotEqualTo(IncidentState.Resolved.class);
      case OPENED, REMINDER, ESCALATED ->
          assertThat(state).isIn(IncidentState.Open.class, IncidentState.Escalated.class);
      case DIGEST -> assertThat(it).as("there is budget for all").isNull();
    }
    assertThat(it.title().startsWith("[RESOLVED]")).isEqualTo(it.kind() == RESOLVED);
    if (it.kind() != RESOLVED && incident.care() != null) {
      assertThat(incident.care().mutedBy()).as(it.title()).isNull();
    }
  }

  /** What each receiver was told of each incident, in order. */
  private Map<String, List<Delivery.Kind>> stories() {
    Map<String, List<Delivery.Kind>> stories = new HashMap<>();
    told.forEach(
        it ->
            stories
                .computeIfAbsent(it.receiver() + " of " + it.key(), key -> new ArrayList<>())
                .add(it.kind()));
    return stories;
  }

  private static void holdsTogether(String who, List<Delivery.Kind> story) {
    boolean open = false;
    for (Delivery.Kind kind : story) {
      boolean begins = kind == Delivery.Kind.OPENED || kind == Delivery.Kind.ESCALATED;
      assertThat(open || begins).as("%s: %s", who, story).isTrue();
      assertThat(open && kind == Delivery.Kind.OPENED).as("%s: %s", who, story).isFalse();
      open = kind != RESOLVED;
    }
    assertThat(open).as("%s has no end: %s", who, story).isFalse();
  }
}
