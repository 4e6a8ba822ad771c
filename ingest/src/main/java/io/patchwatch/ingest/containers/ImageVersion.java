package io.patchwatch.ingest.containers;

import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Reading;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * From an image's tag to a version; pure. A tag that names no whole version is a branch or unknown,
 * never a guess: {@code latest}, {@code stable} and a digest alone say nothing, {@code 10.11}
 * moves.
 */
public final class ImageVersion {

  /** A version, then perhaps what it is built on, which is no part of it. */
  private static final Pattern TAG =
      Pattern.compile(
          "(?P<version>\\d+(?:\\.\\d+){0,3}(?:[.-]?(?:rc|beta|alpha)[.-]?\\d*)?)"
              + "(?:-(?:alpine|debian|slim|bookworm|bullseye|trixie|jammy|noble|focal|apache|fpm)"
              + "[0-9.]*)*");

  private static final Pattern NUMBERS = Pattern.compile("^\\d+(?:\\.\\d+)*");
  private static final Pattern PRE_RELEASE = Pattern.compile("rc|beta|alpha");

  private ImageVersion() {}

  /** What the reference says of the product in it. */
  public static Reading read(Product product, ImageReference image) {
    String tag = image.tag();
    if (tag == null) {
      return unreadable(image, "has no tag; the digest alone tells no version");
    }
    String prefix = product.versions().tagPrefix();
    String bare = tag.startsWith(prefix) ? tag.substring(prefix.length()) : tag;
    String version = version(bare.startsWith("v") ? bare.substring(1) : bare);
    if (version == null) {
      return unreadable(image, "has a tag that names no version");
    }
    return new Reading.Read(version, precision(product, version), "image " + image);
  }

  private static @Nullable String version(String tag) {
    Matcher matcher = TAG.matcher(tag);
    return matcher.matches() ? matcher.group("version") : null;
  }

  private static Reading unreadable(ImageReference image, String why) {
    return new Reading.Unreadable(
        Failure.UNREADABLE, "image " + image + " " + why + "; use a tag of one release");
  }

  private static Precision precision(Product product, String version) {
    Matcher numbers = NUMBERS.matcher(version);
    long count = numbers.find() ? numbers.group().chars().filter(c -> c == '.').count() + 1 : 0;
    boolean whole = count >= whole(product) || PRE_RELEASE.matcher(version).find();
    return whole ? Precision.FULL : Precision.BRANCH;
  }

  /** How many numbers a whole version has. */
  private static int whole(Product product) {
    return switch (product.versions().scheme()) {
      case "calver", "zulip" -> 2;
      case "numeric" -> product.versions().laneDepth() + 1;
      default -> 3;
    };
  }
}
