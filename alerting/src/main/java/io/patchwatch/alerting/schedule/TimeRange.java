package io.patchwatch.alerting.schedule;

import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Part of a day: from {@code start_time} to just before {@code end_time}, each as {@code 09:00};
 * the end may be {@code 24:00}. What passes midnight is written as two, as in Alertmanager.
 */
public record TimeRange(String startTime, String endTime) {

  private static final Pattern TIME = Pattern.compile("(\\d{2}):(\\d{2})");
  private static final int DAY = 24 * 60;

  public TimeRange {
    if (minutes("start_time", startTime) >= minutes("end_time", endTime)) {
      throw new IllegalArgumentException(
          "times: "
              + startTime
              + " to "
              + endTime
              + " ends before it begins; write what passes midnight as two ranges");
    }
  }

  boolean contains(int minuteOfDay) {
    return minuteOfDay >= minutes("start_time", startTime)
        && minuteOfDay < minutes("end_time", endTime);
  }

  private static int minutes(String key, String text) {
    Matcher time = TIME.matcher(text == null ? "" : text);
    int minutes =
        time.matches()
            ? Integer.parseInt(time.group(1)) * 60 + Integer.parseInt(time.group(2))
            : DAY + 1;
    if (minutes > DAY || (time.matches() && Integer.parseInt(time.group(2)) > 59)) {
      throw new IllegalArgumentException(
          "times." + key + ": '" + text + "' is no time; write as 09:00, at most 24:00");
    }
    return minutes;
  }
}
