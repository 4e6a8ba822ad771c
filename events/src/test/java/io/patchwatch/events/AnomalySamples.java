package io.patchwatch.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Findings of what is unusual. */
final class AnomalySamples {

  private static final Evidence LOG = new Evidence("log", "/var/log/prosody/prosody.log", null);

  private AnomalySamples() {}

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("finding-anomalous", anomalous());
    all.put("finding-silent", silent());
    return all;
  }

  private static Finding anomalous() {
    Conclusion conclusion =
        new Anomalous(
            "prosody",
            "errors",
            "Unusually many errors: 61 in 5 minutes, about 1.2 are usual then",
            61,
            1.2,
            41.5,
            Samples.NOON,
            Samples.NOON.plusSeconds(300),
            Samples.NOON.minusSeconds(1_209_600),
            "high: a week or more was learned; by chance once in 10^42",
            List.of(),
            LOG);
    return Samples.opened("f-11", Severity.MEDIUM, conclusion);
  }

  private static Finding silent() {
    Conclusion conclusion =
        new Silent(
            "prosody",
            Samples.NOON.minusSeconds(600),
            212,
            34.6,
            List.of("chat-eu-1"),
            1,
            "no record for 10 minutes: see whether the server runs, writes its log, and is read by the collector",
            LOG);
    return Samples.opened("f-12", Severity.MEDIUM, conclusion);
  }
}
