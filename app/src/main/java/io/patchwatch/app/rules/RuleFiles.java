package io.patchwatch.app.rules;

import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.streams.rules.pack.RulePack;
import io.patchwatch.streams.samples.RuleSamples;
import io.patchwatch.streams.sigma.RuleText;
import io.patchwatch.streams.sigma.Rulebook;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Files of rules, and the built-in ones beside them, to which they may refer and which they may
 * replace.
 *
 * @param texts of the files that were named; their origins are the files' names
 * @param placeholders values for the modifier {@code expand}
 */
public record RuleFiles(List<RuleText> texts, Map<String, List<String>> placeholders) {

  private static final int MOST_FILES = 10_000;
  private static final int DEEPEST = 10;

  /**
   * Reads files, and all {@code .yml} and {@code .yaml} below directories; samples are left out.
   *
   * @throws IOException if one cannot be read, or there is none; the message says what to do
   */
  public static RuleFiles read(List<Path> paths, Map<String, List<String>> placeholders)
      throws IOException {
    List<RuleText> texts = new ArrayList<>();
    for (Path path : paths) {
      for (Path file : files(path)) {
        texts.add(new RuleText(file.toString(), text(file)));
      }
    }
    return new RuleFiles(List.copyOf(texts), placeholders);
  }

  private static List<Path> files(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw new IOException(path + ": there is no such file or directory");
    }
    try (Stream<Path> below = Files.walk(path, DEEPEST)) {
      List<Path> files = below.filter(RuleFiles::isRuleFile).sorted().limit(MOST_FILES).toList();
      if (files.isEmpty()) {
        throw new IOException(path + ": there is no file that ends in .yml or .yaml in it");
      }
      return files;
    }
  }

  private static boolean isRuleFile(Path file) {
    String name = String.valueOf(file.getFileName());
    return Files.isRegularFile(file)
        && (name.endsWith(".yml") || name.endsWith(".yaml"))
        && !name.endsWith(RuleSamples.SUFFIX);
  }

  private static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(StrictYaml.MAX_BYTES + 1);
      if (bytes.length > StrictYaml.MAX_BYTES) {
        throw new IOException(file + ": is larger than " + StrictYaml.MAX_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** The built-in rules and these, which replace built-in ones of the same id. */
  public Rulebook book() {
    return Rulebook.compile(
        Stream.concat(RulePack.rules().stream(), texts.stream()).toList(), placeholders);
  }

  /** Whether the rule stands in one of the files that were named; all do if none was. */
  public boolean owns(String origin) {
    return texts.isEmpty() || origins().contains(origin);
  }

  private Set<String> origins() {
    return texts.stream().map(RuleText::origin).collect(Collectors.toSet());
  }
}
