package io.patchwatch.streams;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.logs.LogCounters;
import io.patchwatch.streams.logs.LogParsers;
import io.patchwatch.streams.logs.ParseLogs;
import io.patchwatch.streams.logs.VersionLines;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Pipes;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Raw log records in, parsed ones out: for history, for versions, and for all detectors. */
record LogBranch(Pipes pipes, LogSettings settings) {

  /** The parsed records, keyed by asset; each detector of logs hangs on to these. */
  KStream<String, LogParsed> parsed(LogParsers parsers, LogCounters counters) {
    UnaryOperator<LogParsed> privacy =
        settings
            .privacy()
            .pseudonyms()
            .<UnaryOperator<LogParsed>>map(it -> it::hide)
            .orElse(log -> log);
    KStream<String, LogParsed> parsed =
        pipes
            .read(Topic.LOGS, Names.LOGS, LogObserved.class)
            .process(ParseLogs.supplier(parsers, privacy, counters), Named.as(Names.LOG_PARSER));
    pipes.write(parsed, Topic.LOGS_PARSED, Names.LOGS_PARSED, LogParsed.class);
    pipes.feedBack(
        parsed.process(VersionLines.supplier(), Named.as(Names.VERSION_LINES)),
        Topic.SOFTWARE,
        Names.SOFTWARE_OF_LOGS,
        SoftwareEvent.class);
    return parsed;
  }
}
