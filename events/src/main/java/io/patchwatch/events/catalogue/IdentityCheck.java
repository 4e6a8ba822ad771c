package io.patchwatch.events.catalogue;

import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * What proves that an answer is the product's. Exactly one of {@code header}, {@code json} and
 * {@code body} is given.
 *
 * @param header name of a response header
 * @param json JSON pointer into the body
 * @param body true: the whole body
 * @param pattern must be found there
 * @param namesProduct the place holds a product's name, so another value there means another
 *     product; else another value only means "not recognised"
 */
public record IdentityCheck(
    @Nullable String header,
    @Nullable String json,
    boolean body,
    Pattern pattern,
    boolean namesProduct) {

  public IdentityCheck {
    Place.of(header, json, body);
    Check.present(pattern, "pattern");
  }

  public Place place() {
    return Place.of(header, json, body);
  }
}
