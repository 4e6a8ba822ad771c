package io.patchwatch.alerting;

import io.patchwatch.alerting.courier.RetryPolicy;
import io.patchwatch.alerting.mailbox.MailboxSettings;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.alerting.routing.RouteTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The {@code alerting} part of the configuration; what is absent has its default. See {@link
 * MailboxSettings} for the times and the burst.
 *
 * @param route absent: everything to the first receiver
 * @param receivers absent or empty: one named {@code console}, the terminal
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
    RetryPolicy retry) {

  public AlertingSettings {
    receivers =
        receivers == null || receivers.isEmpty()
            ? List.of(Receiver.console("console"))
            : List.copyOf(receivers);
    route = route == null ? Route.to(receivers.get(0).name()) : route;
    retry = retry == null ? RetryPolicy.DEFAULTS : retry;
    checkNames(route, receivers);
    var unusedTree = new RouteTree(route);
    var unusedMailbox =
        mailbox(groupWait, burst, digestWait, updateInterval, baselineQuiet, baselineMax);
  }

  /** These receivers and this route, everything else by default. */
  public static AlertingSettings of(Route route, List<Receiver> receivers) {
    return new AlertingSettings(
        route, receivers, null, null, null, null, null, null, RetryPolicy.DEFAULTS);
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

  private static void checkNames(Route route, List<Receiver> receivers) {
    List<String> errors = new ArrayList<>();
    Set<String> names = new TreeSet<>();
    for (Receiver receiver : receivers) {
      if (!names.add(receiver.name())) {
        errors.add(
            "alerting.receivers: '" + receiver.name() + "' is there twice; rename one of them");
      }
    }
    for (String name : route.receivers()) {
      if (!names.contains(name)) {
        errors.add(
            "alerting.route: receiver '"
                + name
                + "' is not defined; add it to alerting.receivers or use one of "
                + names.stream().collect(Collectors.joining(", ")));
      }
    }
    if (!errors.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", errors));
    }
  }
}
