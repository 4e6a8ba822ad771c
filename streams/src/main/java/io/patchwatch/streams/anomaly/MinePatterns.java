package io.patchwatch.streams.anomaly;

import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.anomaly.pattern.Miner;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lets through only what this task has not seen yet: a handful of the millions. Records whose
 * meaning the catalogue knows are none of them. What is known here is forgotten at a restart; the
 * judge remembers.
 */
final class MinePatterns extends ContextualProcessor<String, LogParsed, String, PatternNews> {

  private final Map<String, Mine> mines = new HashMap<>();

  private static final class Mine {
    private final Miner miner = new Miner();
    private long lines;
  }

  private MinePatterns() {}

  /** The processor. */
  static ProcessorSupplier<String, LogParsed, String, PatternNews> supplier() {
    return MinePatterns::new;
  }

  @Override
  public void process(Record<String, LogParsed> record) {
    LogParsed log = record.value();
    if (log.parser() == null) {
      return;
    }
    Mine mine = mines.computeIfAbsent(log.product(), product -> new Mine());
    mine.lines++;
    Object message = log.fields().get("message");
    if (message == null || log.fields().containsKey("event.action")) {
      return;
    }
    String text = message.toString();
    Optional<String> news = mine.miner.news(text);
    if (news.isPresent()) {
      PatternNews told = PatternNews.of(log, news.get(), text, mine.lines);
      mine.lines = 0;
      context().forward(record.withKey(log.product()).withValue(told));
    }
  }
}
