package io.patchwatch.events;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One deployed chat server instance that we watch.
 *
 * @param id unique, stable, chosen by the operator ({@code chat-eu-1}); 1 to 200 characters
 * @param environment {@code production}, {@code staging}…; {@code production} when nobody said
 * @param owner the team that answers for it, if known
 * @param labels free labels for routing and search
 */
public record Asset(
    String id, String environment, @Nullable String owner, SortedMap<String, String> labels) {

  public Asset {
    Require.text(id, "asset.id", 200);
    environment = environment == null || environment.isBlank() ? "production" : environment;
    labels = labels == null ? new TreeMap<>() : new TreeMap<>(labels);
  }

  /** An asset of which nothing but the id is known. */
  public static Asset of(String id) {
    return new Asset(id, "production", null, new TreeMap<>());
  }

  /** An asset with an environment, an owner and labels. */
  public static Asset of(
      String id, String environment, @Nullable String owner, Map<String, String> labels) {
    return new Asset(id, environment, owner, new TreeMap<>(labels));
  }
}
