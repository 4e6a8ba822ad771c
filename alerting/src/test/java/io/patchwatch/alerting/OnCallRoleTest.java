package io.patchwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class OnCallRoleTest {

  @Test
  void looksUpFromWaitingMoreOftenThanItCommitsAndThanMailboxesAreLookedThrough() {
    var config =
        new StreamsConfig(
            OnCallRole.properties(
                "patchwatch.", Map.of("bootstrap.servers", "127.0.0.1:1"), Path.of("state")));
    long poll = config.getLong(StreamsConfig.POLL_MS_CONFIG);
    assertThat(poll).isLessThan(config.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
    assertThat(poll).isLessThan(50);
  }
}
