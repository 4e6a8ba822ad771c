package io.patchwatch.streams.samples;

import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a rule, {@code <rule>.samples.yml} beside its file: lines of servers, and how
 * often the rule must fire on them.
 *
 * @param schema 1
 * @param rule name of the rule; absent: that of the file
 */
public record RuleSamples(int schema, @Nullable String rule, List<Sample> samples) {

  /** What follows the rule's name in the name of the file. */
  public static final String SUFFIX = ".samples.yml";

  /** Most lines of one sample. */
  static final int MOST_LINES = 20_000;

  private static final int MOST_TEXT = 64 * 1024;

  public RuleSamples {
    if (schema != 1) {
      throw new IllegalArgumentException("schema is " + schema + "; write schema: 1");
    }
    samples = samples == null ? List.of() : List.copyOf(samples);
    if (samples.isEmpty()) {
      throw new IllegalArgumentException("samples is missing or empty; give at least one");
    }
    Set<String> seen = new HashSet<>();
    for (Sample sample : samples) {
      if (!seen.add(sample.name())) {
        throw new IllegalArgumentException(
            "samples: '" + sample.name() + "' is there twice; rename one");
      }
    }
  }

  /**
   * Reads a file of samples; every mistake is reported.
   *
   * @param file its name, for messages
   */
  public static RuleSamples read(String file, byte[] content) throws YamlMistakes {
    return StrictYaml.bind(
        file,
        StrictYaml.tree(file, content),
        RuleSamples.class,
        name -> "${" + name + "}", // a line may hold what looks like a variable; it is none
        Path.of(""));
  }

  /**
   * Lines, and what is to come of them.
   *
   * @param name what it shows; unique in the file
   * @param why what is remarkable about it
   * @param fires how many findings the rule must open; 0: it must be silent
   * @param group the fields of the finding: of a correlation its group, of a rule its key
   * @param explained whether the finding is explained by another rule, see {@code explained_by}
   * @param steps in order
   */
  public record Sample(
      String name,
      @Nullable String why,
      Integer fires,
      Map<String, String> group,
      boolean explained,
      List<Step> steps) {

    public Sample {
      text(name, "name");
      if (fires == null || fires < 0) {
        throw new IllegalArgumentException(
            "fires is missing; write how many findings there must be, 0 for none");
      }
      group = group == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(group));
      if (fires == 0 && (explained || !group.isEmpty())) {
        throw new IllegalArgumentException("fires is 0, so leave out group and explained");
      }
      steps = steps == null ? List.of() : List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("steps is missing or empty; give at least one");
      }
      if (steps.stream().mapToLong(Step::size).sum() > MOST_LINES) {
        throw new IllegalArgumentException(
            "more than " + MOST_LINES + " lines; lower times, the rule's threshold is enough");
      }
    }
  }

  /**
   * Lines of one server, once or several times.
   *
   * @param product that wrote them
   * @param server the asset; absent: {@code chat-1}
   * @param after how long after the line before; absent: at once
   * @param times how often; absent: once
   * @param every how long between two of them; absent: a second
   * @param lines as they stand in the file. {@code {{n}}} becomes 1, 2, …; {@code {{time PATTERN}}}
   *     the time in UTC, by a pattern of {@link java.time.format.DateTimeFormatter}; {@code
   *     {{epoch}}} seconds since 1970
   */
  public record Step(
      String product, String server, Duration after, Integer times, Duration every, String lines) {

    public Step {
      text(product, "product");
      server = server == null ? "chat-1" : server;
      after = after == null ? Duration.ZERO : after;
      times = times == null ? 1 : times;
      every = every == null ? Duration.ofSeconds(1) : every;
      text(lines, "lines");
      if (times < 1 || times > MOST_LINES) {
        throw new IllegalArgumentException("times is " + times + "; use 1 to " + MOST_LINES);
      }
    }

    long size() {
      return times * lines.lines().count();
    }
  }

  private static void text(@Nullable String value, String key) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(key + " is missing or empty");
    }
    if (value.length() > MOST_TEXT) {
      throw new IllegalArgumentException(key + " is longer than " + MOST_TEXT + " characters");
    }
  }
}
