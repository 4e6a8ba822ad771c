package io.patchwatch.streams.verdict;

import java.util.List;

/**
 * Who is believed first. A name in the order stands for the source of that name and for all that
 * start with it and a colon ({@code cve5} for {@code cve5:ADP}); the longest match counts. Sources
 * that are not in the order come after all that are.
 */
public final class SourceOrder {

  /** Vendor and CNA, reviewed databases, CPE overlays, and last the unreviewed Go records. */
  public static final List<String> DEFAULT =
      List.of("vendor", "cve5:CNA", "osv:GHSA", "osv:PYSEC", "cve5", "nvd", "osv", "osv:GO");

  private static final String GO = "osv:GO";

  private final List<String> order;

  SourceOrder(List<String> order) {
    this.order = order;
  }

  /** Whether its records are mostly written by a machine and reviewed by nobody. */
  static boolean unreviewed(String source) {
    return source.equals(GO);
  }

  /** Rank of a source, 0 is believed first. */
  int rank(String source) {
    int rank = order.size();
    int longest = -1;
    for (int i = 0; i < order.size(); i++) {
      String name = order.get(i);
      boolean named = source.equals(name) || source.startsWith(name + ":");
      if (named && name.length() > longest) {
        longest = name.length();
        rank = i;
      }
    }
    return rank;
  }
}
