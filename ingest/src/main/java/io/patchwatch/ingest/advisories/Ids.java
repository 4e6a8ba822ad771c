package io.patchwatch.ingest.advisories;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Names of one vulnerability. */
public final class Ids {

  private static final int MAX_ALIASES = 50;
  private static final int MAX_LENGTH = 200;

  private Ids() {}

  /** The CVE among them, else the GHSA, else the record's own id. Several: the first by name. */
  public static String canonical(String id, Collection<String> aliases) {
    return firstWith("CVE-", id, aliases, firstWith("GHSA-", id, aliases, id));
  }

  /** The other names, without the canonical one and without duplicates. */
  public static List<String> others(String canonical, String id, Collection<String> aliases) {
    List<String> all = new ArrayList<>(aliases);
    all.add(id);
    return all.stream()
        .filter(alias -> !alias.equals(canonical) && alias.length() <= MAX_LENGTH)
        .distinct()
        .sorted()
        .limit(MAX_ALIASES)
        .toList();
  }

  private static String firstWith(
      String prefix, String id, Collection<String> aliases, String otherwise) {
    return id.startsWith(prefix)
        ? id
        : aliases.stream()
            .filter(alias -> alias.startsWith(prefix) && alias.length() <= MAX_LENGTH)
            .sorted()
            .findFirst()
            .orElse(otherwise);
  }
}
