package io.patchwatch.events.helper;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.patchwatch.streams.helper.BreaksRulesOfStreams;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.Producer;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.node.Node;
import picocli.CommandLine;

/** Everything that a class of this module must not do, to see that the rules notice. */
public record BreaksRulesOfEvents(
    BreaksRulesOfStreams higherModule,
    CommandLine commandLine,
    ElasticsearchClient client,
    Node server,
    Logger backend,
    MeterRegistry metrics,
    Producer<String, String> kafka,
    Pattern backtracking) {

  Instant readsTheRealClock() {
    return Instant.now();
  }
}
