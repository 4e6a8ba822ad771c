package io.patchwatch.alerting.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * One node of the route tree, in the configuration's form ({@code alerting.route}). A finding goes
 * down the first child that matches; with "continue: true" also down the ones after it; when no
 * child matches, the node itself decides.
 *
 * @param receiver who is told; null: the parent's receiver
 * @param matchers all must match; none: everything matches
 * @param groupBy labels whose values make an incident; null: the parent's, at the top the finding's
 *     own default (an advisory on many servers is one incident)
 * @param continues whether the siblings after it are tried too
 * @param routes children, in order
 * @param escalation chain of {@code alerting.escalations}; null: the parent's; "none": no chain
 * @param repeatInterval until a reminder, 1 min to 31 days; null: the parent's
 * @param groupWait null: the parent's
 * @param groupInterval between two messages that say only that more joined; null: the parent's
 * @param muteTimeIntervals names of {@code alerting.time_intervals}; not inherited
 * @param activeTimeIntervals names of {@code alerting.time_intervals}; not inherited
 */
public record Route(
    @Nullable String receiver,
    List<Matcher> matchers,
    @Nullable List<String> groupBy,
    @JsonProperty("continue") boolean continues,
    List<Route> routes,
    @Nullable String escalation,
    @Nullable Duration repeatInterval,
    @Nullable Duration groupWait,
    @Nullable Duration groupInterval,
    @Nullable List<String> muteTimeIntervals,
    @Nullable List<String> activeTimeIntervals) {

  private static final Duration LONGEST = Duration.ofDays(31);
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  public Route {
    matchers = matchers == null ? List.of() : List.copyOf(matchers);
    groupBy = groupBy == null ? null : List.copyOf(groupBy);
    routes = routes == null ? List.of() : List.copyOf(routes);
    if (groupBy != null) {
      groupBy.forEach(Route::checkLabel);
    }
    check(repeatInterval, Duration.ofMinutes(1), "repeat_interval");
    check(groupWait, Duration.ZERO, "group_wait");
    check(groupInterval, Duration.ZERO, "group_interval");
  }

  private static void check(@Nullable Duration value, Duration least, String key) {
    if (value != null && (value.compareTo(least) < 0 || value.compareTo(LONGEST) > 0)) {
      throw new IllegalArgumentException(
          key + ": " + value + " is not possible; use " + least.toSeconds() + "s to 31d");
    }
  }

  /** A node with the usual terms. */
  public Route(
      @Nullable String receiver,
      List<Matcher> matchers,
      @Nullable List<String> groupBy,
      boolean continues,
      List<Route> routes) {
    this(receiver, matchers, groupBy, continues, routes, null, null, null, null, null, null);
  }

  /** On which terms it tells, without what it inherits. */
  public Terms terms() {
    return new Terms(
        escalation,
        repeatInterval,
        groupWait,
        groupInterval,
        muteTimeIntervals == null ? List.of() : muteTimeIntervals,
        activeTimeIntervals == null ? List.of() : activeTimeIntervals);
  }

  /** This node and all below it. */
  public Stream<Route> all() {
    return Stream.concat(Stream.of(this), routes.stream().flatMap(Route::all));
  }

  /** A tree of one node: everything to this receiver. */
  public static Route to(String receiver) {
    return new Route(receiver, List.of(), null, false, List.of());
  }

  /** Every receiver that the tree names. */
  public Set<String> receivers() {
    Set<String> names = new LinkedHashSet<>();
    if (receiver != null) {
      names.add(receiver);
    }
    routes.forEach(child -> names.addAll(child.receivers()));
    return names;
  }

  boolean matches(Map<String, String> labels) {
    return matchers.stream().allMatch(matcher -> matcher.matches(labels));
  }

  private static void checkLabel(String label) {
    if (!LABEL.matcher(label).matches()) {
      throw new IllegalArgumentException(
          "group_by: '" + label + "' is not a label name; use for example product or asset");
    }
  }
}
