package io.patchwatch.alerting;

import static io.patchwatch.alerting.Findings.unpatched;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.alerting.oncall.Escalation;
import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.events.Command;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentAcknowledged;
import io.patchwatch.events.Severity;
import io.patchwatch.events.SilenceExpired;
import io.patchwatch.events.SilenceSet;
import io.patchwatch.events.topics.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The same input to one engine and to three that share the work: the same messages come out. */
final class OnCallInstances {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final List<String> SYSTEMS = List.of("solo.", "trio.");
  private static final Instant WHEN = Findings.NOON;
  private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

  /** Even ones are critical and escalate, odd ones go to the team. */
  private static final List<Finding> OPEN =
      IntStream.range(0, 8)
          .mapToObj(i -> finding("chat-" + i, i, i % 2 == 0 ? Severity.CRITICAL : Severity.HIGH))
          .toList();

  private static final Finding JOINING = finding("chat-11", 1, Severity.HIGH);
  private static final Finding SILENCED = finding("chat-9", 9, Severity.HIGH);

  private final Broker broker;
  private final Path directory;

  OnCallInstances(Broker broker, Path directory) {
    this.broker = broker;
    this.directory = directory;
  }

  private static Finding finding(String asset, int cve, Severity severity) {
    return unpatched(asset, "CVE-2026-" + cve, severity);
  }

  private static AlertingSettings settings() {
    Route critical =
        new Route(
            "first",
            List.of(Matcher.parse("severity=critical")),
            null,
            false,
            List.of(),
            "night",
            null,
            null,
            null,
            null,
            null);
    var step = new Escalation.Step(Duration.ofSeconds(1), List.of("second"));
    return new AlertingSettings(
        new Route("team", List.of(), null, false, List.of(critical)),
        List.of(Receiver.console("first"), Receiver.console("second"), Receiver.console("team")),
        null,
        1000,
        null,
        Duration.ZERO,
        Duration.ZERO,
        null,
        null,
        List.of(new Escalation("night", List.of(step))),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private OnCallRole start(String prefix, String name) {
    return OnCallRole.start(settings(), prefix, broker.client(), directory.resolve(name), n -> n);
  }

  /** Plays to both and compares; one of the three leaves on the way. */
  void play() {
    SYSTEMS.forEach(broker::createTopics);
    try (OnCallRole solo = start("solo.", "solo");
        OnCallRole one = start("trio.", "one");
        OnCallRole two = start("trio.", "two");
        OnCallRole three = start("trio.", "three")) {
      List<OnCallRole> all = List.of(solo, one, two, three);
      await().atMost(LONG).until(() -> all.stream().allMatch(OnCallInstances::works));
      play(three);
    }
    assertThat(told("trio.")).isEqualTo(told("solo."));
  }

  private void play(OnCallRole leaving) {
    tell(OPEN);
    expect(8 + 4); // the critical ones escalate
    tell(List.of(JOINING));
    expect(13);
    obey(acknowledged(OPEN.get(0)), acknowledged(OPEN.get(3)));
    expect(16); // two had been called about the first
    leaving.close();
    obey(silence("asset=~\"chat-(1|11|3|5|7|9)\""));
    SYSTEMS.forEach(system -> await().atMost(LONG).until(() -> muted(system) == 4));
    tell(List.of(SILENCED));
    obey(new SilenceExpired("c-4", WHEN, "test", "quiet", "anna"));
    expect(17);
    List<Finding> all = new ArrayList<>(OPEN);
    all.addAll(List.of(JOINING, SILENCED));
    tell(all.stream().map(Findings::fixed).toList());
    expect(30); // the critical ones to two each
  }

  /** It runs and has a part of the work. */
  private static boolean works(OnCallRole engine) {
    return engine.ready()
        && engine.streams().metadataForLocalThreads().stream()
            .anyMatch(thread -> !thread.activeTasks().isEmpty());
  }

  private void tell(List<Finding> findings) {
    for (String system : SYSTEMS) {
      findings.forEach(it -> broker.write(Topic.FINDINGS, system, it.fingerprint(), it));
    }
  }

  private void obey(Command... commands) {
    for (String system : SYSTEMS) {
      for (Command command : commands) {
        broker.write(Topic.COMMANDS, system, command.key(), command);
      }
    }
  }

  private void expect(int messages) {
    for (String system : SYSTEMS) {
      await()
          .atMost(LONG)
          .pollInterval(LOOK)
          .untilAsserted(() -> assertThat(told(system)).as(system).hasSize(messages));
    }
  }

  /** Every message with its id: a repeated id is one message, a different text is another. */
  private Set<String> told(String system) {
    return broker.read(Topic.DELIVERIES, system, Delivery.class).stream()
        .map(it -> it.receiver() + " " + it.title() + " " + it.id())
        .collect(Collectors.toSet());
  }

  private long muted(String system) {
    return broker.read(Topic.INCIDENTS, system, Incident.class).stream()
        .filter(it -> it.care() != null && it.care().mutedBy() != null)
        .map(Incident::id)
        .distinct()
        .count();
  }

  private static Command acknowledged(Finding finding) {
    String incident = Incident.idOf(finding.group());
    return new IncidentAcknowledged("a-" + incident, WHEN, "test", incident, null, "anna", NEVER);
  }

  private static Command silence(String matcher) {
    return new SilenceSet(
        "c-3",
        WHEN,
        "test",
        "quiet",
        SilenceSet.Kind.SILENCE,
        List.of(matcher),
        WHEN,
        NEVER,
        "anna",
        "known");
  }
}
