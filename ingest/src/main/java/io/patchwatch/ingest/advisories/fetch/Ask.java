package io.patchwatch.ingest.advisories.fetch;

import java.net.URI;
import java.util.Map;

/**
 * A document that is wanted.
 *
 * @param headers sent to the host of {@code uri} only, never to one that it redirects to
 * @param known from the last time; {@link Validators#NONE} asks for the whole document
 */
public record Ask(URI uri, Map<String, String> headers, Validators known) {

  public Ask {
    headers = Map.copyOf(headers);
  }

  /** Asks without conditions and without headers of its own. */
  public static Ask whole(URI uri) {
    return new Ask(uri, Map.of(), Validators.NONE);
  }

  /** The address without what may be secret: user, query and fragment. */
  public String shown() {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
  }
}
