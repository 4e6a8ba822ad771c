package io.patchwatch.streams;

import static io.patchwatch.streams.Given.minute;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogObserved;

/** Log lines of the test product. Each has its own id. */
final class Lines {

  static final String MALLORY = "203.0.113.7";

  private int lines;

  LogObserved failed(String user, String ip, long minute) {
    return failed("chat-1", user, ip, minute);
  }

  LogObserved failed(String asset, String user, String ip, long minute) {
    return line(asset, minute, "failed login of " + user + " from " + ip);
  }

  LogObserved accepted(String user, String ip, long minute) {
    return line("chat-1", minute, "login of " + user + " from " + ip);
  }

  LogObserved databaseDown(long minute) {
    return line("chat-1", minute, "database is down: connection refused");
  }

  LogObserved line(String asset, long minute, String text) {
    return of(asset, "testchat", minute(minute) + " " + text);
  }

  LogObserved of(String asset, String product, String message) {
    return new LogObserved(
        "line-" + lines++,
        Given.NOON,
        "file-tail",
        Asset.of(asset),
        product,
        new LogObserved.LogOrigin("file", "/var/log/testchat.log", (long) lines),
        message,
        false);
  }
}
