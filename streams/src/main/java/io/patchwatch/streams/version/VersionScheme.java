package io.patchwatch.streams.version;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the versions of a product are read and ordered. Immutable, safe for threads. */
public final class VersionScheme {

  /** Longest text that is read, in characters. */
  public static final int MAX_LENGTH = 200;

  private static final Map<String, VersionScheme> SCHEMES = new TreeMap<>();

  static {
    register(SemVersion::parse, "semver", "hex", "go", "mattermost");
    register(DottedVersion::parse, "numeric", "calver", "nextcloud", "tinode", "zulip");
    register(Pep440Version::parse, "pep440");
    register(DebianVersion::parse, "debian");
    register(RpmVersion::parse, "rpm");
    register(MavenVersion::parse, "maven");
  }

  /** Reads one text, or says why it cannot. */
  @FunctionalInterface
  private interface Reader {
    Version read(String text) throws UnreadableVersionException;
  }

  private final String name;
  private final Reader reader;

  private VersionScheme(String name, Reader reader) {
    this.name = name;
    this.reader = reader;
  }

  private static void register(Reader reader, String... names) {
    for (String name : names) {
      SCHEMES.put(name, new VersionScheme(name, reader));
    }
  }

  /**
   * The scheme of that name.
   *
   * @throws IllegalArgumentException naming the known ones when there is none
   */
  public static VersionScheme of(String name) {
    VersionScheme scheme = SCHEMES.get(name);
    if (scheme == null) {
      throw new IllegalArgumentException(
          "unknown version scheme '" + name + "'; use one of " + String.join(", ", names()));
    }
    return scheme;
  }

  /** The names of all schemes, sorted. */
  public static Collection<String> names() {
    return List.copyOf(SCHEMES.keySet());
  }

  public String name() {
    return name;
  }

  /**
   * Reads a version.
   *
   * @throws UnreadableVersionException when the text is no version of this scheme, for example a
   *     git hash; the message is for a person
   */
  public Version parse(String text) throws UnreadableVersionException {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      throw new UnreadableVersionException("the version is empty");
    }
    if (trimmed.length() > MAX_LENGTH) {
      throw new UnreadableVersionException("the version is longer than " + MAX_LENGTH);
    }
    if (gitHash(trimmed)) {
      throw new UnreadableVersionException("git hash '" + trimmed + "' cannot be compared");
    }
    return reader.read(trimmed);
  }

  /**
   * Compares two texts.
   *
   * @throws UnreadableVersionException when one of them is no version of this scheme
   */
  public int compare(String left, String right) throws UnreadableVersionException {
    return parse(left).compareTo(parse(right));
  }

  /** Seven or more hexadecimal digits with a letter among them and nothing else. */
  private static boolean gitHash(String text) {
    return text.length() >= 7
        && text.chars().allMatch(c -> Character.digit(c, 16) >= 0)
        && text.chars().anyMatch(Character::isLetter);
  }

  @Override
  public String toString() {
    return name;
  }
}
