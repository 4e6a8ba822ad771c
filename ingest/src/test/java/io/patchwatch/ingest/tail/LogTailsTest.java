package io.patchwatch.ingest.tail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.events.Asset;
import io.patchwatch.events.parsing.RecordAssembler;
import io.patchwatch.ingest.publish.Publisher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class LogTailsTest {

  private static final String LINE = "one line\n";

  @TempDir Path directory;

  @Test
  void writesDownHowFarItIsWithoutBeingStopped() throws Exception {
    Path file = Files.writeString(directory.resolve("server.log"), LINE);
    Path checkpoints = directory.resolve("tail.json");
    TailSettings settings =
        new TailSettings(
            Asset.of("a"),
            "openfire",
            file,
            null,
            TailSettings.StartAt.BEGINNING,
            TailSettings.FLUSH_AFTER);
    var broker =
        new MockProducer<>(
            true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    try (Publisher publisher = new Publisher(broker, "patchwatch.");
        LogTails tails =
            LogTails.start(
                List.of(settings),
                checkpoints,
                it -> new RecordAssembler(List.of()),
                publisher,
                InstantSource.system())) {
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> offset(checkpoints, file) == LINE.length());
      assertThat(tails.counters().records()).isEqualTo(1);
    }
  }

  private static long offset(Path checkpoints, Path file) throws Exception {
    Checkpoint known = Checkpoints.open(checkpoints).get(file.toString());
    return known == null ? -1 : known.offset();
  }
}
