package io.patchwatch.streams.verdict;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Knows Kafka where verdicts are reached, to see that the rules notice. */
public record BreaksRulesOfPureCore(ConsumerRecord<String, String> message) {}
