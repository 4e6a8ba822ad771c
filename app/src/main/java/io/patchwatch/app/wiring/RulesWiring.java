package io.patchwatch.app.wiring;

import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.events.RuleEvent;
import io.patchwatch.events.Trace;
import io.patchwatch.ingest.publish.Publisher;
import io.patchwatch.ingest.rules.RuleFiles;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the configuration's directories of rules to the topic on which all read them. */
final class RulesWiring {

  private static final Logger log = LoggerFactory.getLogger(RulesWiring.class);

  private RulesWiring() {}

  static RuleFiles start(Loaded loaded, Publisher publisher, Clock clock) throws IOException {
    Config config = loaded.config();
    RuleFiles files =
        new RuleFiles(
            config.dataDir().resolve("ingest").resolve("rules.json"),
            event -> publish(publisher, event),
            clock);
    files.start(config.detection().rules().directories());
    return files;
  }

  private static void publish(Publisher publisher, RuleEvent event) {
    var unused =
        publisher
            .publish(event, Trace.start())
            .exceptionally(
                e -> {
                  log.error("rules {} were not published: {}", event.file(), e.getMessage());
                  return null;
                });
  }
}
