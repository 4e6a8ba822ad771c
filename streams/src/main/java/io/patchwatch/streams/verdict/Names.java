package io.patchwatch.streams.verdict;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AffectedRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which records speak of the same vulnerability: the union over all ids and aliases. Two CVEs are
 * never made one; a record without a CVE that is linked with several goes to the first by name.
 * Depends on the records only, not on their order.
 */
final class Names {

  private static final String CVE = "CVE-";
  private static final String RELEASE = "release:";

  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, SortedSet<String>> cves = new HashMap<>();
  private final SortedMap<String, String> causes = new TreeMap<>();
  private final SortedMap<String, String> superseded = new TreeMap<>();

  /**
   * Over all records of a product.
   *
   * @param formerNames as in {@link Knowledge#formerNames()}
   */
  Names(Collection<Advisory> advisories, Map<String, String> formerNames) {
    advisories.stream().filter(a -> !isCve(a.vulnerability()) && !isRelease(a)).forEach(this::join);
    advisories.stream().filter(a -> isCve(a.vulnerability())).forEach(this::link);
    advisories.forEach(advisory -> rename(advisory.vulnerability(), advisory.vulnerability()));
    formerNames.forEach(this::rename);
    explain(advisories);
  }

  private void rename(String before, String after) {
    String now = canonical(after);
    if (!now.equals(before) && !isCve(before)) {
      supersede(before, now);
    }
  }

  private void supersede(String before, String now) {
    causes.merge(now, before, Names::smaller);
    superseded.merge(before, now, Names::smaller);
  }

  private static String smaller(String a, String b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  /**
   * A security release may come without saying what it mends. The records that are published later
   * and name the same version as their fix, or whose CVE the release names, are what it mended; it
   * is not judged beside them.
   */
  private void explain(Collection<Advisory> advisories) {
    Map<String, SortedSet<String>> releases = new HashMap<>();
    advisories.stream()
        .filter(Names::isRelease)
        .forEach(
            release ->
                Stream.concat(fixes(release), release.aliases().stream())
                    .forEach(word -> put(releases, word, release.vulnerability())));
    if (releases.isEmpty()) {
      return;
    }
    for (Advisory advisory : advisories) {
      if (!isRelease(advisory) && advisory.distribution() == null) {
        String now = canonical(advisory.vulnerability());
        Stream.concat(fixes(advisory), Stream.of(now))
            .flatMap(word -> releases.getOrDefault(word, new TreeSet<>()).stream())
            .forEach(release -> supersede(release, now));
      }
    }
  }

  private static void put(Map<String, SortedSet<String>> map, String key, String value) {
    map.computeIfAbsent(key, k -> new TreeSet<>()).add(value);
  }

  private static Stream<String> fixes(Advisory advisory) {
    return advisory.affected().stream()
        .map(AffectedRange::fixed)
        .filter(Objects::nonNull)
        .map(fix -> fix.startsWith("v") ? fix.substring(1) : fix);
  }

  private static boolean isRelease(Advisory advisory) {
    return advisory.vulnerability().startsWith(RELEASE);
  }

  private void join(Advisory advisory) {
    List<String> others = new ArrayList<>(advisory.aliases());
    others.add(advisory.id());
    others.stream()
        .filter(name -> !isCve(name))
        .forEach(name -> union(advisory.vulnerability(), name));
  }

  private void link(Advisory advisory) {
    List<String> names = new ArrayList<>(advisory.aliases());
    names.add(advisory.id());
    names.stream()
        .filter(name -> !isCve(name))
        .forEach(name -> put(cves, root(name), advisory.vulnerability()));
  }

  private void union(String a, String b) {
    String left = root(a);
    String right = root(b);
    if (!left.equals(right)) {
      // The smaller name is the root, so that the order of the records does not matter.
      boolean first = preferred(left, right);
      parents.put(first ? right : left, first ? left : right);
    }
  }

  /** GitHub's ids are the ones that people know, after the CVE. */
  private static boolean preferred(String a, String b) {
    boolean ghsa = a.startsWith("GHSA-");
    return ghsa == b.startsWith("GHSA-") ? a.compareTo(b) < 0 : ghsa;
  }

  private String root(String name) {
    String root = name;
    while (parents.containsKey(root)) {
      root = parents.get(root);
    }
    return root;
  }

  /** The vulnerability that this name stands for. */
  String canonical(String name) {
    if (isCve(name)) {
      return name;
    }
    String root = root(name);
    SortedSet<String> linked = cves.get(root);
    return linked == null ? root : linked.first();
  }

  /** The vulnerabilities of which the record speaks; a distribution's notice names several. */
  List<String> of(Advisory advisory) {
    if (isRelease(advisory)) {
      String own = advisory.vulnerability();
      return superseded.containsKey(own) ? List.of() : List.of(own);
    }
    return advisory.related().isEmpty()
        ? List.of(canonical(advisory.vulnerability()))
        : advisory.related().stream().map(this::canonical).distinct().sorted().toList();
  }

  /** The name under which the vulnerability was told before it had its own; null: none. */
  @Nullable String cause(String vulnerability) {
    return causes.get(vulnerability);
  }

  /** Names that were told before, and what they are called now. */
  SortedMap<String, String> superseded() {
    return Collections.unmodifiableSortedMap(superseded);
  }

  private static boolean isCve(String name) {
    return name.startsWith(CVE);
  }
}
