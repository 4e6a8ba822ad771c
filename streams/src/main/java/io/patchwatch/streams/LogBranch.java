package io.patchwatch.streams;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.logs.JoinLines;
import io.patchwatch.streams.logs.LogCounters;
import io.patchwatch.streams.logs.LogParsers;
import io.patchwatch.streams.logs.ParseLogs;
import io.patchwatch.streams.logs.VersionLines;
import io.patchwatch.streams.shapes.AdoptLogs;
import io.patchwatch.streams.shapes.Incoming;
import io.patchwatch.streams.shapes.IncomingLogs;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Pipes;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** Raw log records in, parsed ones out: for history, for versions, and for all detectors. */
record LogBranch(Pipes pipes, LogSettings settings) {

  /** The parsed records, keyed by asset; each detector of logs hangs on to these. */
  KStream<String, LogParsed> parsed(LogParsers parsers, LogCounters counters) {
    KStream<String, Incoming> incoming = pipes.read(Topic.LOGS, Names.LOGS, IncomingLogs.serde());
    pipes.feedBack(
        incoming.process(
            AdoptLogs.supplier(settings.sources(), counters), Named.as(Names.ADOPT_LOGS)),
        Topic.LOGS,
        Names.ADOPTED_LOGS,
        LogObserved.class);
    KStream<String, LogParsed> parsed =
        incoming
            .process(ParseLogs.supplier(parsers, privacy(), counters), Named.as(Names.LOG_PARSER))
            .process(JoinLines.supplier(parsers), Named.as(Names.JOIN_LINES));
    pipes.write(parsed, Topic.LOGS_PARSED, Names.LOGS_PARSED, LogParsed.class);
    pipes.feedBack(
        parsed.process(VersionLines.supplier(), Named.as(Names.VERSION_LINES)),
        Topic.SOFTWARE,
        Names.SOFTWARE_OF_LOGS,
        SoftwareEvent.class);
    return parsed;
  }

  private UnaryOperator<LogParsed> privacy() {
    return settings
        .privacy()
        .pseudonyms()
        .<UnaryOperator<LogParsed>>map(pseudonyms -> pseudonyms::hide)
        .orElse(UnaryOperator.identity());
  }
}
