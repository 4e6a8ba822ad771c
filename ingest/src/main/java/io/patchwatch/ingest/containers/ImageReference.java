package io.patchwatch.ingest.containers;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The name of a container image as people and runtimes write it: {@code
 * registry:5000/group/name:tag@sha256:…}.
 *
 * @param name with its registry, without tag and digest
 * @param tag null: none is named
 * @param digest {@code sha256:…}; null: none is named
 */
public record ImageReference(String name, @Nullable String tag, @Nullable String digest) {

  private static final int LONGEST = 1000;
  private static final List<String> DEFAULT_REGISTRIES =
      List.of("docker-pullable://", "docker.io/", "index.docker.io/", "library/");

  /**
   * Reads a reference.
   *
   * @throws IllegalArgumentException if it is empty, too long or holds blanks
   */
  public static ImageReference parse(String text) {
    if (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException("not the name of an image; use registry/name:tag");
    }
    int at = text.indexOf('@');
    String digest = at < 0 ? null : text.substring(at + 1);
    String named = at < 0 ? text : text.substring(0, at);
    int colon = named.lastIndexOf(':');
    if (colon <= named.lastIndexOf('/')) { // none, or the port of a registry
      return new ImageReference(named, null, digest);
    }
    return named.substring(0, colon).equals("sha256")
        ? new ImageReference("", null, named)
        : new ImageReference(named.substring(0, colon), named.substring(colon + 1), digest);
  }

  /**
   * Whether it is this image of the catalogue, or a mirror's copy with the same path: {@code
   * registry.local/mattermost/mattermost-team-edition}.
   */
  boolean isCopyOf(String image) {
    String mine = plain(name);
    String other = plain(image);
    return mine.equals(other) || mine.endsWith("/" + other);
  }

  private static String plain(String image) {
    String plain = image;
    for (String registry : DEFAULT_REGISTRIES) {
      plain = plain.startsWith(registry) ? plain.substring(registry.length()) : plain;
    }
    return plain;
  }

  @Override
  public String toString() {
    return name + (tag == null ? "" : ":" + tag) + (digest == null ? "" : "@" + digest);
  }
}
