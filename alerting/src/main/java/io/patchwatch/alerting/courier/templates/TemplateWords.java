package io.patchwatch.alerting.courier.templates;

import com.samskivert.mustache.BasicCollector;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.courier.Text;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Words from Mustache templates. A template sees only the values of {@link Facts}: it runs no code
 * and reaches no object. The first line that is not blank is the title, the others are the details.
 */
final class TemplateWords implements Words {

  private static final Logger LOG = LoggerFactory.getLogger(TemplateWords.class);
  private static final int MAX_BYTES = 64 * 1024;
  private static final int MAX_TITLE = 500;

  private final Language language;
  private final ZoneId zone;
  private final Map<Delivery.Kind, Template> templates = new EnumMap<>(Delivery.Kind.class);

  /**
   * Reads the templates of all kinds.
   *
   * @param own directory of the user's; null: none
   * @throws IllegalArgumentException if one cannot be used
   */
  TemplateWords(Language language, ZoneId zone, @Nullable Path own) throws IOException {
    this.language = language;
    this.zone = zone;
    if (own != null && !Files.isDirectory(own)) {
      throw new IllegalArgumentException("templates: " + own + " is not a directory; make it one");
    }
    for (Delivery.Kind kind : Delivery.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT) + ".mustache";
      templates.put(kind, compile(name, source(name, own)));
    }
  }

  private String source(String name, @Nullable Path own) throws IOException {
    if (own != null && Files.exists(own.resolve(name))) {
      if (Files.size(own.resolve(name)) > MAX_BYTES) {
        throw new IllegalArgumentException("templates: " + name + " is larger than 64 KiB");
      }
      return Files.readString(own.resolve(name));
    }
    try (InputStream in =
        TemplateWords.class.getResourceAsStream(language.directory() + "/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the template " + name + " is not in this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Template compile(String name, String source) {
    try {
      return Mustache.compiler()
          .escapeHTML(false)
          .emptyStringIsFalse(true)
          .zeroIsFalse(true)
          .defaultValue("")
          .withCollector(new OnlyMaps())
          .compile(source);
    } catch (MustacheException e) {
      throw new IllegalArgumentException(
          "templates: " + name + " is not a Mustache template: " + e.getMessage(), e);
    }
  }

  @Override
  public Text of(Delivery delivery) {
    Template template = templates.get(delivery.kind());
    try {
      String text = template == null ? "" : template.execute(Facts.of(delivery, language, zone));
      List<String> lines =
          text.lines()
              .map(line -> MessageText.clean(line).stripTrailing())
              .filter(line -> !line.isBlank())
              .toList();
      return lines.isEmpty() ? Words.english().of(delivery) : text(lines);
    } catch (MustacheException | UnsupportedOperationException e) {
      LOG.error("A template failed, telling in English: {}", e.getMessage());
      return Words.english().of(delivery);
    }
  }

  private static Text text(List<String> lines) {
    String title = lines.get(0);
    String cut = title.length() <= MAX_TITLE ? title : title.substring(0, MAX_TITLE - 1) + "…";
    return new Text(cut, lines.subList(1, lines.size()));
  }

  /** Looks into maps and lists, into no other object: templates can call nothing. */
  private static final class OnlyMaps extends BasicCollector {
    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }
}
