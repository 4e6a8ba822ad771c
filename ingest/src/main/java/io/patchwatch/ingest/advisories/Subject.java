package io.patchwatch.ingest.advisories;

import io.patchwatch.events.catalogue.Product;
import java.util.List;
import java.util.Locale;
import org.safere.Pattern;

/**
 * What the words of a record say it is about. Sources file bugs of mobile clients and of optional
 * apps under the server's name: 17 of 26 {@code BIT-nextcloud} records are about clients, and
 * Nextcloud's own CVE records all carry the product {@code security-advisories}.
 *
 * @param text title and description
 * @param references URLs
 */
public record Subject(String text, List<String> references) {

  private static final int MAX_TEXT = 4_000;
  private static final Pattern WORK = Pattern.compile("/(pull|commit|issues|releases|compare)/.*");
  private static final String VERB =
      " (provides|is an?|is upgraded|from versions?|versions?|prior to|before|starting) ";
  private static final String CLIENT = "(mobile|desktop|android|ios|iphone|plugin)( .*)?";

  public Subject {
    text = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    text = text.toLowerCase(Locale.ROOT).replaceAll("[\\s\u00a0]+", " ");
    references = List.copyOf(references);
  }

  /** Whether the record says itself that it is about the product: in words or by its repository. */
  public boolean speaksOf(Product product) {
    return Pattern.compile(quoted(product) + VERB).matcher(text).find()
        || product.identifiers().github().stream().anyMatch(this::refersTo);
  }

  /** Whether the record's first words name a client of the product instead of the server. */
  public boolean isOfClient(Product product) {
    return Pattern.compile("^(the )?" + quoted(product) + " " + CLIENT).matcher(text).matches();
  }

  private boolean refersTo(String repository) {
    String home = "https://github.com/" + repository;
    return references.stream()
        .anyMatch(
            url -> url.startsWith(home) && WORK.matcher(url.substring(home.length())).matches());
  }

  private static String quoted(Product product) {
    return Pattern.quote(product.name().toLowerCase(Locale.ROOT));
  }
}
