package io.patchwatch.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.yaml.StrictYaml;
import io.patchwatch.events.yaml.YamlMistakes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * How one product writes what happens, from {@code dialects.yml}.
 *
 * @param user how an account is written: {u} its name, {s} the server
 * @param console whether the logins in its log are those of administrators only
 * @param sayings the forms of each thing that happens
 */
record Dialect(
    String product,
    DateTimeFormatter time,
    String user,
    boolean console,
    Map<String, List<String>> sayings) {

  private static final String FILE = "dialects.yml";
  private static final DateTimeFormatter PROXY =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);

  /** Who did what, for the blanks of a form. */
  record Words(String server, String user, String address, String version) {}

  /** All that are in the file. */
  static List<Dialect> all() {
    try (InputStream in = Objects.requireNonNull(Dialect.class.getResourceAsStream(FILE), FILE)) {
      List<Dialect> all = new ArrayList<>();
      StrictYaml.tree(FILE, in.readAllBytes())
          .properties()
          .forEach(entry -> all.add(of(entry.getKey(), entry.getValue())));
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (YamlMistakes e) {
      throw new IllegalStateException(e);
    }
  }

  private static Dialect of(String product, JsonNode it) {
    Map<String, List<String>> sayings = new TreeMap<>();
    it.properties().stream()
        .filter(entry -> entry.getValue().isArray())
        .forEach(
            entry -> {
              List<String> forms = new ArrayList<>();
              entry.getValue().forEach(form -> forms.add(form.asText()));
              sayings.put(entry.getKey(), forms);
            });
    String time = it.path("time").asText();
    return new Dialect(
        product,
        DateTimeFormatter.ofPattern(time, Locale.ENGLISH),
        it.path("user").asText("{u}" + it.path("domain").asText("")),
        it.path("console").asBoolean(),
        sayings);
  }

  /** Whether this product's log has such lines. */
  boolean has(String what) {
    return sayings.containsKey(what);
  }

  /** All lines of what happens once. */
  List<String> all(String what, Instant at, ZoneId zone, Words words, Random chance) {
    return sayings.getOrDefault(what, List.of()).stream()
        .map(form -> fill(form, at, zone, words, chance))
        .toList();
  }

  /** One of the forms. */
  String one(String what, Instant at, ZoneId zone, Words words, Random chance) {
    List<String> forms = Objects.requireNonNull(sayings.get(what), what);
    return fill(forms.get(chance.nextInt(forms.size())), at, zone, words, chance);
  }

  private String fill(String form, Instant at, ZoneId zone, Words words, Random chance) {
    Map<String, String> blanks = new LinkedHashMap<>();
    blanks.put("{u}", user.replace("{u}", words.user()).replace("{s}", words.server()));
    blanks.put("{ip}", words.address());
    blanks.put("{v}", words.version());
    blanks.put("{d}", "peer" + chance.nextInt(40) + ".example.net");
    blanks.put("{n}", Integer.toString(100 + chance.nextInt(900)));
    blanks.put("{h}", String.format(Locale.ROOT, "%08x", chance.nextInt()));
    blanks.put("{t}", time.format(at.atZone(zone)));
    blanks.put("{p}", PROXY.format(at.atZone(zone)));
    String text = form;
    for (Map.Entry<String, String> blank : blanks.entrySet()) {
      text = text.replace(blank.getKey(), blank.getValue());
    }
    return text;
  }
}
