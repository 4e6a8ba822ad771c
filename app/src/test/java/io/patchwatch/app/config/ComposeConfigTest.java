package io.patchwatch.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The configuration that docker-compose.yml mounts into the roles. */
class ComposeConfigTest {

  @Test
  void isRightWithTheVariablesThatComposeGives() throws Exception {
    Map<String, String> environment =
        Map.of("WEBHOOK_URL", "http://pager.example/hook", "WEBHOOK_SECRET", "secret");
    Config config =
        ConfigFile.load(Path.of("..", "docker", "patchwatch.yml"), environment::get).config();
    assertThat(config.kafka().mode()).isEqualTo(KafkaConfig.Mode.EXTERNAL);
    assertThat(config.elasticsearch().urls()).hasSize(1);
    assertThat(config.server().port()).isEqualTo(9320);
  }
}
