package io.patchwatch.streams.rules.pack;

import io.patchwatch.streams.sigma.RuleText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The built-in rules. A class path cannot be listed reliably, so the file {@code index} does. */
public final class RulePack {

  /** What the origin of a built-in rule begins with. */
  public static final String ORIGIN = "pack/";

  private RulePack() {}

  /** The names of the files, without {@code .yml}, sorted. */
  public static List<String> names() {
    return text("index").lines().filter(line -> !line.isBlank()).toList();
  }

  /** All files of rules; the origin of each is {@link #ORIGIN} and the file's name. */
  public static List<RuleText> rules() {
    return names().stream()
        .map(name -> new RuleText(ORIGIN + name + ".yml", text(name + ".yml")))
        .toList();
  }

  /** The samples of a file of rules, as they stand in it; null: there is no such file. */
  public static byte @Nullable [] samples(String name) {
    return bytes(name + ".samples.yml");
  }

  private static String text(String file) {
    byte[] bytes = bytes(file);
    if (bytes == null) {
      throw new IllegalStateException("the built-in rule file " + file + " is missing");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static byte @Nullable [] bytes(String file) {
    try (InputStream in = RulePack.class.getResourceAsStream(file)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
