package io.patchwatch.streams.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.LogParsed;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.sigma.Level;
import io.patchwatch.streams.sigma.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** False alarms: what the pack makes of the logs that were recorded from servers. */
class QuietLogsTest {

  private static final Path LOGS = Path.of("..", "events", "src", "test", "resources", "logs");
  private static final Instant READ_AT = Instant.parse("2026-11-23T16:00:00Z");

  /**
   * What happened in the recordings on purpose, so that a rule of medium or more may say so: the
   * database was taken away, wrong passwords were tried, certificates were missing.
   */
  private static final Path HAPPENED =
      Path.of("src", "test", "resources", "rules", "recorded-findings.txt");

  @Test
  void nothingIsToldOfRecordedLogsButWhatHappenedInThem() throws IOException {
    StringBuilder told = new StringBuilder();
    Rulebook book = Rulebook.compile(RulePack.rules());
    try (Stream<Path> files = Files.walk(LOGS)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".log")).sorted().toList()) {
        List<String> rules = told(book, file);
        if (!rules.isEmpty()) {
          told.append(LOGS.relativize(file)).append(": ");
          told.append(String.join(", ", rules)).append('\n');
        }
      }
    }

    assertThat(told.toString()).isEqualTo(Files.readString(HAPPENED));
  }

  private static List<String> told(Rulebook book, Path file) throws IOException {
    String product = String.valueOf(Objects.requireNonNull(file.getParent()).getFileName());
    List<LogParsed> records =
        new ArrayList<>(
            RecordReader.of(Catalogue.builtIn(), product)
                .read("chat-1", Files.readString(file), READ_AT));
    records.sort(Comparator.comparing(LogParsed::time));
    RuleRun run = new RuleRun(book);
    records.forEach(run::take);
    TreeSet<String> rules = new TreeSet<>();
    run.openings().stream()
        .filter(it -> it.rule().level().compareTo(Level.MEDIUM) >= 0)
        .forEach(it -> rules.add(it.rule().name()));
    return List.copyOf(rules);
  }
}
