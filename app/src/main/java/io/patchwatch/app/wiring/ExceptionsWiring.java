package io.patchwatch.app.wiring;

import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.config.ExceptionsConfig;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.Trace;
import io.patchwatch.ingest.exceptions.ExceptionFeed;
import io.patchwatch.ingest.publish.Publisher;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the configuration's exceptions to the commands that make them hold. */
final class ExceptionsWiring {

  private static final Logger log = LoggerFactory.getLogger(ExceptionsWiring.class);

  private ExceptionsWiring() {}

  static ExceptionFeed start(Loaded loaded, Publisher publisher, Clock clock) throws IOException {
    Config config = loaded.config();
    ExceptionFeed feed =
        new ExceptionFeed(
            loaded.catalogue(),
            config.dataDir().resolve("ingest").resolve("exceptions.json"),
            command -> publish(publisher, command),
            clock);
    feed.start(
        config.exceptions().accepted().stream().map(ExceptionsConfig.Accepted::declared).toList(),
        config.exceptions().vex(),
        config.detection().policy().exceptions().longest());
    return feed;
  }

  private static void publish(Publisher publisher, ExceptionCommand command) {
    var unused =
        publisher
            .publish(command, Trace.start())
            .exceptionally(
                e -> {
                  log.error(
                      "exception {} was not published: {}", command.exception(), e.getMessage());
                  return null;
                });
  }
}
