package io.patchwatch.streams.anomaly;

import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Pipes;
import java.time.Duration;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** From log records to new patterns: mined where they are read, judged where the product lives. */
public final class Patterns {

  private Patterns() {}

  /** What is to be told of new patterns, keyed as signals are. */
  public static KStream<String, Signal> signals(
      Pipes pipes, KStream<String, LogParsed> logs, Duration learn) {
    KStream<String, PatternNews> news =
        logs.process(MinePatterns.supplier(), Named.as(Names.MINE_PATTERNS));
    return pipes
        .repartition(news, Names.PATTERN_NEWS, PatternNews.class)
        .process(JudgePatterns.supplier(learn), Named.as(Names.JUDGE_PATTERNS));
  }
}
