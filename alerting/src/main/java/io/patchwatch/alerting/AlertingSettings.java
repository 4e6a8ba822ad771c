package io.patchwatch.alerting;

import io.patchwatch.alerting.courier.RetryPolicy;
import io.patchwatch.alerting.links.LinkSettings;
import io.patchwatch.alerting.mailbox.MailboxSettings;
import io.patchwatch.alerting.oncall.Escalation;
import io.patchwatch.alerting.oncall.InhibitRule;
import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.alerting.schedule.NamedInterval;
import io.patchwatch.alerting.schedule.Person;
import io.patchwatch.alerting.schedule.Roster;
import io.patchwatch.alerting.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The {@code alerting} part of the configuration; what is absent has its default. See {@link
 * MailboxSettings} for the times and the burst.
 *
 * @param route absent: everything to the first receiver
 * @param receivers absent or empty: one named {@code console}, the terminal
 * @param escalations chains that routes name; absent: none
 * @param inhibitRules what mutes what; absent: none
 * @param repeatInterval until a reminder, 1 min to 31 days; default 24 h
 * @param acknowledgeTimeout so long an acknowledgement holds, 1 min to 31 days; default 24 h
 * @param closedByHand after this time what was closed by hand and still fires is opened again, 1
 *     min to 31 days; default 1 h
 * @param links links in messages to acknowledge; absent: none
 * @param people who can be on call; absent: nobody but receivers
 * @param schedules who is on call when; absent: none
 * @param timeIntervals names for parts of the week or the year; absent: none
 */
public record AlertingSettings(
    Route route,
    List<Receiver> receivers,
    @Nullable Duration groupWait,
    @Nullable Integer burst,
    @Nullable Duration digestWait,
    @Nullable Duration updateInterval,
    @Nullable Duration baselineQuiet,
    @Nullable Duration baselineMax,
    RetryPolicy retry,
    @Nullable List<Escalation> escalations,
    @Nullable List<InhibitRule> inhibitRules,
    @Nullable Duration repeatInterval,
    @Nullable Duration acknowledgeTimeout,
    @Nullable Duration closedByHand,
    @Nullable LinkSettings links,
    @Nullable List<Person> people,
    @Nullable List<Schedule> schedules,
    @Nullable List<NamedInterval> timeIntervals) {

  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration HOUR = Duration.ofHours(1);

  /** These, and the on-call rules by default. */
  public AlertingSettings(
      Route route,
      List<Receiver> receivers,
      @Nullable Duration groupWait,
      @Nullable Integer burst,
      @Nullable Duration digestWait,
      @Nullable Duration updateInterval,
      @Nullable Duration baselineQuiet,
      @Nullable Duration baselineMax,
      RetryPolicy retry) {
    this(
        route,
        receivers,
        groupWait,
        burst,
        digestWait,
        updateInterval,
        baselineQuiet,
        baselineMax,
        retry,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  public AlertingSettings {
    receivers =
        receivers == null || receivers.isEmpty()
            ? List.of(Receiver.console("console"))
            : List.copyOf(receivers);
    route = route == null ? Route.to(receivers.get(0).name()) : route;
    retry = retry == null ? RetryPolicy.DEFAULTS : retry;
    escalations = escalations == null ? List.of() : List.copyOf(escalations);
    inhibitRules = inhibitRules == null ? List.of() : List.copyOf(inhibitRules);
    check(repeatInterval, "repeat_interval");
    check(acknowledgeTimeout, "acknowledge_timeout");
    check(closedByHand, "closed_by_hand");
    people = people == null ? List.of() : List.copyOf(people);
    schedules = schedules == null ? List.of() : List.copyOf(schedules);
    timeIntervals = timeIntervals == null ? List.of() : List.copyOf(timeIntervals);
    checkNames(route, receivers, escalations, roster(people, schedules, timeIntervals, receivers));
    var unusedTree = new RouteTree(route);
    var unusedMailbox =
        mailbox(groupWait, burst, digestWait, updateInterval, baselineQuiet, baselineMax);
  }

  /** These receivers and this route, everything else by default. */
  public static AlertingSettings of(Route route, List<Receiver> receivers) {
    return new AlertingSettings(
        route, receivers, null, null, null, null, null, null, RetryPolicy.DEFAULTS);
  }

  private static void check(@Nullable Duration value, String key) {
    if (value != null
        && (value.compareTo(Duration.ofMinutes(1)) < 0
            || value.compareTo(DAY.multipliedBy(31)) > 0)) {
      throw new IllegalArgumentException(
          "alerting." + key + ": " + value + " is not possible; use 1m to 31d");
    }
  }

  /** What the on-call engine holds to. */
  public OnCallRules rules() {
    Map<String, Escalation> chains = new TreeMap<>();
    Objects.requireNonNullElse(escalations, List.<Escalation>of())
        .forEach(chain -> chains.put(chain.name(), chain));
    Roster roster = roster();
    return new OnCallRules(
        chains,
        Objects.requireNonNullElse(inhibitRules, List.of()),
        Objects.requireNonNullElse(repeatInterval, DAY),
        Objects.requireNonNullElse(acknowledgeTimeout, DAY),
        Objects.requireNonNullElse(closedByHand, HOUR),
        roster,
        roster);
  }

  /** Who is on call when. */
  public Roster roster() {
    return roster(
        Objects.requireNonNullElse(people, List.of()),
        Objects.requireNonNullElse(schedules, List.of()),
        Objects.requireNonNullElse(timeIntervals, List.of()),
        receivers);
  }

  private static Roster roster(
      List<Person> people,
      List<Schedule> schedules,
      List<NamedInterval> timeIntervals,
      List<Receiver> receivers) {
    List<String> names = receivers.stream().map(Receiver::name).toList();
    return new Roster(people, schedules, timeIntervals, names);
  }

  /** How this receiver is kept from being flooded. */
  public MailboxSettings mailbox(String receiver) {
    return receivers.stream()
        .filter(it -> it.name().equals(receiver) && it.burst() != null)
        .map(it -> mailbox().withBurst(it.burst()))
        .findFirst()
        .orElseGet(this::mailbox);
  }

  /** How receivers are kept from being flooded. */
  public MailboxSettings mailbox() {
    return mailbox(groupWait, burst, digestWait, updateInterval, baselineQuiet, baselineMax);
  }

  private static MailboxSettings mailbox(
      @Nullable Duration groupWait,
      @Nullable Integer burst,
      @Nullable Duration digestWait,
      @Nullable Duration updateInterval,
      @Nullable Duration baselineQuiet,
      @Nullable Duration baselineMax) {
    MailboxSettings usual = MailboxSettings.DEFAULTS;
    return new MailboxSettings(
        Objects.requireNonNullElse(groupWait, usual.groupWait()),
        Objects.requireNonNullElse(burst, usual.burst()),
        Objects.requireNonNullElse(digestWait, usual.digestWait()),
        Objects.requireNonNullElse(updateInterval, usual.updateInterval()),
        Objects.requireNonNullElse(baselineQuiet, usual.baselineQuiet()),
        Objects.requireNonNullElse(baselineMax, usual.baselineMax()));
  }

  private static void checkNames(
      Route route, List<Receiver> receivers, List<Escalation> escalations, Roster roster) {
    List<String> errors = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Receiver receiver : receivers) {
      if (!names.add(receiver.name())) {
        errors.add(
            "alerting.receivers: '" + receiver.name() + "' is there twice; rename one of them");
      }
    }
    for (Receiver receiver : receivers) {
      if (receiver.fallback() != null) {
        String place = "alerting.receivers[" + receiver.name() + "]: fallback";
        checkKnown(place, List.of(receiver.fallback()), names, "receivers", errors);
      }
    }
    names.addAll(roster.names());
    checkKnown("alerting.route: receiver", route.receivers(), names, "receivers", errors);
    checkEscalations(route, escalations, names, errors);
    List<String> times =
        route
            .all()
            .map(Route::terms)
            .flatMap(
                it ->
                    Stream.concat(
                        it.muteTimeIntervals().stream(), it.activeTimeIntervals().stream()))
            .toList();
    checkKnown(
        "alerting.route: time interval", times, roster.intervals(), "time_intervals", errors);
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
  }

  private static void checkEscalations(
      Route route, List<Escalation> escalations, Set<String> names, List<String> errors) {
    Set<String> chains = new TreeSet<>();
    for (Escalation chain : escalations) {
      if (!chains.add(chain.name())) {
        errors.add("alerting.escalations: '" + chain.name() + "' is there twice; rename one");
      }
      for (Escalation.Step step : chain.steps()) {
        String place = "alerting.escalations[" + chain.name() + "]: receiver";
        checkKnown(place, step.receivers(), names, "receivers", errors);
      }
    }
    List<String> used =
        route.all().map(Route::escalation).filter(it -> it != null && !it.equals("none")).toList();
    checkKnown("alerting.route: escalation", used, chains, "escalations", errors);
  }

  private static void checkKnown(
      String place, Collection<String> used, Set<String> known, String key, List<String> errors) {
    for (String name : used) {
      if (!known.contains(name)) {
        errors.add(
            place
                + " '"
                + name
                + "' is not defined; add it to alerting."
                + key
                + (known.isEmpty() ? "" : " or use one of " + String.join(", ", known)));
      }
    }
  }
}
