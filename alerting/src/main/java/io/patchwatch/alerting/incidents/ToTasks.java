package io.patchwatch.alerting.incidents;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** What is about one incident goes where it is kept, what all have to know goes everywhere. */
final class ToTasks implements StreamPartitioner<String, Inbound> {

  @Override
  public Optional<Set<Integer>> partitions(
      String topic, String key, Inbound value, int numPartitions) {
    return value.forAll()
        ? Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()))
        : Optional.empty();
  }
}
