package io.patchwatch.ingest.advisories;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * The leading numbers of a version: enough to tell its release lane, not to judge a server by.
 *
 * @param parts at least one
 */
public record Dotted(List<Long> parts) implements Comparable<Dotted> {

  private static final Pattern LEADING = Pattern.compile("^(\\d{1,15}(?:\\.\\d{1,15}){0,7})");

  /** The numbers that the version starts with; null when it starts with none. */
  public static @Nullable Dotted of(@Nullable String version) {
    var leading = LEADING.matcher(version == null ? "" : version);
    if (!leading.find()) {
      return null;
    }
    List<Long> parts = new ArrayList<>();
    for (String part : leading.group(1).split("\\.", -1)) {
      parts.add(Long.parseLong(part));
    }
    return new Dotted(List.copyOf(parts));
  }

  /** The lane: the first numbers, filled up with zeros. */
  public Dotted lane(int depth) {
    List<Long> lane = new ArrayList<>();
    for (int i = 0; i < depth; i++) {
      lane.add(part(i));
    }
    return new Dotted(lane);
  }

  /** First version of the lane after this version's, with as many numbers as this one has. */
  String nextLane(int depth) {
    List<String> next = new ArrayList<>();
    for (int i = 0; i < Math.max(depth, parts.size()); i++) {
      long part = i < depth ? part(i) : 0;
      next.add(Long.toString(i == depth - 1 ? part + 1 : part));
    }
    return String.join(".", next);
  }

  @Override
  public int compareTo(Dotted other) {
    for (int i = 0; i < Math.max(parts.size(), other.parts.size()); i++) {
      int order = Long.compare(part(i), other.part(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /** The numbers with dots between. */
  public String text() {
    return parts.stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  private long part(int i) {
    return i < parts.size() ? parts.get(i) : 0;
  }
}
