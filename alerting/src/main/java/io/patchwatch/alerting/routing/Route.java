package io.patchwatch.alerting.routing;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
 */
public record Route(
    @Nullable String receiver,
    List<Matcher> matchers,
    @Nullable List<String> groupBy,
    @JsonProperty("continue") boolean continues,
    List<Route> routes) {

  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  public Route {
    matchers = matchers == null ? List.of() : List.copyOf(matchers);
    groupBy = groupBy == null ? null : List.copyOf(groupBy);
    routes = routes == null ? List.of() : List.copyOf(routes);
    if (groupBy != null) {
      groupBy.forEach(Route::checkLabel);
    }
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
    if (!LABEL.matches(label)) {
      throw new IllegalArgumentException(
          "group_by: '" + label + "' is not a label name; use for example product or asset");
    }
  }
}
