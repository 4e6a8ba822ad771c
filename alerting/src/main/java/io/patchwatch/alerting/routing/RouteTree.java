package io.patchwatch.alerting.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides by its labels who is told of a finding, and in which incident. Pure. */
public final class RouteTree {

  private final Route top;
  private final String receiver;

  /**
   * A tree with this route at the top.
   *
   * @throws IllegalArgumentException if the top has matchers or no receiver: then some findings
   *     would reach nobody
   */
  public RouteTree(Route top) {
    if (!top.matchers().isEmpty()) {
      throw new IllegalArgumentException(
          "alerting.route.matchers: the top route takes everything; move matchers into routes");
    }
    if (top.receiver() == null) {
      throw new IllegalArgumentException(
          "alerting.route.receiver: missing; name the receiver of what no other route takes");
    }
    this.top = top;
    this.receiver = top.receiver();
  }

  /** At least one destination, in the order of the tree. */
  public List<Destination> destinations(Map<String, String> labels) {
    return walk(top, new Destination(receiver, null, Terms.USUAL), labels);
  }

  /** Longest time that news may wait on the terms of a route, beyond the defaults. */
  public Duration longestWait() {
    return longestWait(top);
  }

  private static Duration longestWait(Route route) {
    return route.routes().stream()
        .map(RouteTree::longestWait)
        .reduce(route.terms().longestWait(), (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  private static List<Destination> walk(
      Route route, Destination parent, Map<String, String> labels) {
    if (!route.matches(labels)) {
      return List.of();
    }
    Destination own = inherit(route, parent);
    List<Destination> found = new ArrayList<>();
    for (Route child : route.routes()) {
      List<Destination> below = walk(child, own, labels);
      found.addAll(below);
      if (!below.isEmpty() && !child.continues()) {
        break;
      }
    }
    return found.isEmpty() ? List.of(own) : found;
  }

  private static Destination inherit(Route route, Destination parent) {
    @Nullable List<String> groupBy = route.groupBy();
    return new Destination(
        route.receiver() == null ? parent.receiver() : route.receiver(),
        groupBy == null ? parent.groupBy() : groupBy,
        route.terms().under(parent.terms()));
  }
}
