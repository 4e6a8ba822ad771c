package io.patchwatch.ingest.advisories.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a bundle holds. Its bytes are what is signed.
 *
 * @param format {@link #FORMAT}
 * @param created when the bundle was made
 * @param key name of the public key that belongs to the signature, to tell people which one is
 *     missing; not a proof of anything
 * @param parts at least one
 */
record Manifest(int format, Instant created, String key, List<Part> parts) {

  static final int FORMAT = 1;
  static final int MAX_PARTS = 10_000;
  static final long MAX_PART_BYTES = 512L * 1024 * 1024;
  private static final int MAX_NAME = 150;

  /**
   * One file.
   *
   * @param feed directory it belongs to
   * @param asOf time up to which it is known
   * @param records how many records it has
   */
  record Part(String feed, String file, String sha256, long bytes, Instant asOf, long records) {

    Part {
      if (!plain(feed) || !plain(file)) {
        throw new IllegalArgumentException("'" + feed + "/" + file + "' is no plain name");
      }
      if (bytes < 0 || bytes > MAX_PART_BYTES || sha256 == null || asOf == null) {
        throw new IllegalArgumentException(feed + "/" + file + " is not described rightly");
      }
    }

    /** Where it lies in the bundle. */
    String path() {
      return feed + "/" + file;
    }
  }

  Manifest {
    parts = parts == null ? List.of() : List.copyOf(parts);
    if (format != FORMAT) {
      throw new IllegalArgumentException("its format is " + format + "; upgrade PatchWatch");
    }
    if (created == null || parts.isEmpty() || parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException("it has no date or no parts, or too many");
    }
    Set<String> paths = new HashSet<>();
    parts.forEach(part -> paths.add(part.path()));
    if (paths.size() != parts.size()) {
      throw new IllegalArgumentException("it names a file twice");
    }
  }

  /** A name that cannot lead out of a directory and is not hidden. */
  static boolean plain(String name) {
    return name != null
        && !name.isEmpty()
        && name.length() <= MAX_NAME
        && name.charAt(0) != '.'
        && name.chars()
            .allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || "._-".indexOf(c) >= 0));
  }

  byte[] bytes() throws IOException {
    return Wire.json().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
  }

  static Manifest of(byte[] bytes) throws IOException {
    try {
      return Wire.json().readValue(bytes, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new BadBundle("its manifest is not readable: " + e.getOriginalMessage());
    }
  }
}
