package io.patchwatch.alerting.schedule;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is on call when ({@code alerting.schedules}). Stand-ins come before the calendar, the
 * calendar before the layers, of the layers the first counts that has somebody.
 *
 * @param name as routes and escalations call it
 * @param timeZone in which its local times are; null: UTC
 * @param calendar iCalendar file with shifts; null: none
 * @param gapsAllowed whether nobody may be on call at times
 */
public record Schedule(
    String name,
    @Nullable ZoneId timeZone,
    @Nullable List<Layer> layers,
    @Nullable List<StandIn> overrides,
    @Nullable Path calendar,
    boolean gapsAllowed) {

  public Schedule {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("alerting.schedules: a name is missing; give one");
    }
    layers = layers == null ? List.of() : List.copyOf(layers);
    overrides = overrides == null ? List.of() : List.copyOf(overrides);
    if (layers.isEmpty() && calendar == null) {
      throw new IllegalArgumentException(
          "alerting.schedules[" + name + "]: nobody is in it; give layers or a calendar");
    }
  }

  ZoneId zone() {
    return timeZone == null ? ZoneId.of("UTC") : timeZone;
  }

  List<Layer> turns() {
    return layers == null ? List.of() : layers;
  }

  List<StandIn> standIns() {
    return overrides == null ? List.of() : overrides;
  }
}
