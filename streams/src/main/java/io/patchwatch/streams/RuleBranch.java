package io.patchwatch.streams;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.RuleHit;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.rules.Correlate;
import io.patchwatch.streams.rules.Detected;
import io.patchwatch.streams.rules.MatchRules;
import io.patchwatch.streams.rules.RuleBook;
import io.patchwatch.streams.rules.RuleStore;
import io.patchwatch.streams.unpatched.ProductNews;
import io.patchwatch.streams.unpatched.Products;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Pipes;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/**
 * What rules find in the logs. Rules match where the log is parsed, and what is counted by server
 * is counted there; what correlations count across servers goes to the topic of hits, on which what
 * is counted together meets; what they find goes there again for correlations of correlations.
 */
record RuleBranch(Pipes pipes, RuleBook rules, Products products) {

  /**
   * What comes of it.
   *
   * @param signals what is told as it is
   * @param attempts attacks on vulnerabilities, which are weighed by whether the server has them
   */
  record Found(KStream<String, Signal> signals, KStream<String, ProductNews> attempts) {}

  Found in(KStream<String, LogParsed> logs) {
    pipes
        .builder()
        .addGlobalStore(
            RuleStore.builder(),
            Topic.RULES.name(pipes.topicPrefix()),
            Consumed.with(Serdes.String(), Serdes.ByteArray()),
            RuleStore.keeper(rules));
    KStream<String, Detected> matched =
        logs.process(MatchRules.supplier(rules), Named.as(Names.MATCH_RULES));
    KStream<String, Detected> correlated =
        pipes
            .read(Topic.RULE_HITS, Names.RULE_HITS, RuleHit.class)
            .process(Correlate.supplier(rules), Named.as(Names.CORRELATE));
    KStream<String, Detected> all = matched.merge(correlated, Named.as(Names.DETECTED));
    pipes.feedBack(
        all.flatMapValues(RuleBranch::counted, Named.as(Names.COUNTED)),
        Topic.RULE_HITS,
        Names.RULE_HITS_OUT,
        RuleHit.class);
    return new Found(
        all.flatMapValues(RuleBranch::plain, Named.as(Names.TOLD)),
        all.flatMap((key, detected) -> attempted(detected), Named.as(Names.ATTEMPTED)));
  }

  private static List<RuleHit> counted(Detected detected) {
    return switch (detected) {
      case Detected.Counted it -> List.of(it.hit());
      case Detected.Told it -> List.of();
    };
  }

  private static List<Signal> plain(Detected detected) {
    return switch (detected) {
      case Detected.Told it -> it.vulnerabilities().isEmpty() ? List.of(it.signal()) : List.of();
      case Detected.Counted it -> List.of();
    };
  }

  private List<KeyValue<String, ProductNews>> attempted(Detected detected) {
    if (detected instanceof Detected.Told it && !it.vulnerabilities().isEmpty()) {
      String product = products.id(it.product());
      return List.of(
          KeyValue.pair(
              product,
              new ProductNews.Attempted(it.key(), product, it.signal(), it.vulnerabilities())));
    }
    return List.of();
  }
}
