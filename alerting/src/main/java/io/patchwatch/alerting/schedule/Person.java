package io.patchwatch.alerting.schedule;

import java.util.List;

/**
 * Someone who can be on call ({@code alerting.people}).
 *
 * @param name as schedules and calendars call it
 * @param receivers how the person is told, 1 to 10
 */
public record Person(String name, List<String> receivers) {

  private static final int MOST = 10;

  public Person {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("alerting.people: a name is missing; give one");
    }
    receivers = receivers == null ? List.of() : List.copyOf(receivers);
    if (receivers.isEmpty() || receivers.size() > MOST) {
      throw new IllegalArgumentException(
          "alerting.people[" + name + "].receivers: name 1 to " + MOST + " receivers");
    }
  }
}
