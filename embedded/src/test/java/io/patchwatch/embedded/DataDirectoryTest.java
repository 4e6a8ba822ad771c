package io.patchwatch.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path directory;

  @Test
  void refusesADirectoryThatIsHeldAndTakesItOnceItIsFree() {
    DataDirectory first = DataDirectory.take("kafka", Optional.of(directory));
    assertThatThrownBy(() -> DataDirectory.take("kafka", Optional.of(directory)))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessage(
            "embedded kafka: data directory %s is in use by process %d; stop that process, or choose another directory",
            directory, ProcessHandle.current().pid());
    first.close();
    assertThatCode(() -> DataDirectory.take("kafka", Optional.of(directory)).close())
        .doesNotThrowAnyException();
  }

  @Test
  void takesADirectoryWhoseLockFileWasLeftByADeadProcess() throws Exception {
    Files.writeString(directory.resolve("embedded.lock"), "999999999");
    DataDirectory.take("kafka", Optional.of(directory)).close();
    assertThat(directory.resolve("embedded.lock"))
        .hasContent(Long.toString(ProcessHandle.current().pid()));
  }

  @Test
  void saysThatAFileIsNotADirectory() throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatThrownBy(() -> DataDirectory.take("kafka", Optional.of(file)))
        .isInstanceOf(EmbeddedStartException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("choose another one");
  }

  @Test
  void refusesDataOfAnotherServer() {
    new DataFormat("elasticsearch", "9.5.3").claim(directory);
    assertThatThrownBy(() -> new DataFormat("kafka", "4.3.1").claim(directory))
        .hasMessage(
            "embedded kafka: data directory %s belongs to elasticsearch; choose another directory",
            directory);
  }

  @Test
  void refusesDataOfANewerVersionAndTakesThatOfAnOlderOne() {
    new DataFormat("kafka", "4.10.0").claim(directory);
    assertThatThrownBy(() -> new DataFormat("kafka", "4.9.1").claim(directory))
        .hasMessageContaining("was written by the newer version 4.10.0, this is 4.9.1")
        .hasMessageContaining("choose an empty directory");
    new DataFormat("kafka", "4.11.0").claim(directory);
    assertThatThrownBy(() -> new DataFormat("kafka", "4.10.0").claim(directory))
        .hasMessageContaining("4.11.0");
  }

  @Test
  void saysTheRootCauseAndCutsWhatIsTooLong() {
    Exception failure =
        new IllegalStateException(
            "jar hell", new IllegalArgumentException("twice " + "x".repeat(1_000)));
    assertThat(EmbeddedStartException.reason(failure))
        .startsWith("jar hell: java.lang.IllegalArgumentException: twice xxx")
        .hasSize(303);
  }
}
