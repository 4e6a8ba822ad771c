package io.patchwatch.bench;

import io.patchwatch.events.AdvisoryPublished;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Event;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogObserved.LogOrigin;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.Wire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** What collectors say of made-up servers. Written as JSON, as other people's collectors would. */
final class Fleet {

  private Fleet() {}

  static SoftwareObserved runs(String asset, String product, String version, Instant at) {
    return decode(
        SoftwareObserved.class,
        """
        {"schema": 1, "type": "software-observed", "id": "%1$s-%2$s-%3$s-%4$s", "time": "%4$s",
         "collector": "bench", "asset": {"id": "%1$s", "environment": "production"},
         "product": "%2$s", "version": "%3$s", "precision": "FULL",
         "evidence": {"source": "http-probe", "locator": "http://%1$s:9090/", "excerpt": "%3$s"}}
        """
            .formatted(asset, product, version, at));
  }

  /** An advisory on one range of versions, given as JSON. */
  static AdvisoryPublished advisory(String id, String product, String range, Instant at) {
    return decode(
        AdvisoryPublished.class,
        """
        {"schema": 1, "type": "advisory-published", "id": "ap-%1$s", "time": "%4$s",
         "collector": "bench",
         "advisory": {"id": "%1$s", "vulnerability": "%1$s", "product": "%2$s",
          "source": "osv:GHSA", "summary": "made up", "severity": "high", "cvss": 8.6,
          "affected": [%3$s], "references": ["https://example.org/%1$s"],
          "published": "%4$s", "modified": "%4$s"}}
        """
            .formatted(id, product, range, at));
  }

  static LogObserved line(String id, String asset, String product, String message, Instant at) {
    return Wire.json()
        .convertValue(
            Map.of(
                "type",
                "log-observed",
                "id",
                id,
                "time",
                at.toString(),
                "collector",
                "bench",
                "asset",
                Map.of("id", asset, "environment", "production"),
                "product",
                product,
                "origin",
                Map.of("kind", "file", "path", "/var/log/" + product + ".log"),
                "message",
                message,
                "truncated",
                false),
            LogObserved.class);
  }

  /** The same without a detour over JSON. */
  static LogObserved raw(String id, String asset, String product, String message, Instant at) {
    LogOrigin origin = new LogOrigin("file", "/var/log/" + product + ".log", null);
    return new LogObserved(id, at, "bench", Asset.of(asset), product, origin, message, false);
  }

  private static <E extends Event> E decode(Class<E> type, String json) {
    return Wire.decode(json.getBytes(StandardCharsets.UTF_8), type);
  }
}
