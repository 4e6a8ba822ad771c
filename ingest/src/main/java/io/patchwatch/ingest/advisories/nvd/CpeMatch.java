package io.patchwatch.ingest.advisories.nvd;

import io.patchwatch.ingest.advisories.Doc;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One {@code cpeMatch}: a CPE 2.3 name and version bounds beside it.
 *
 * @param cpe the 13 parts of the formatted string
 */
record CpeMatch(Doc doc, List<String> cpe) {

  private static final int PARTS = 13;
  private static final int KIND = 2;
  private static final int VENDOR = 3;
  private static final int PRODUCT = 4;
  private static final int VERSION = 5;
  private static final int UPDATE = 6;
  private static final int PLATFORM = 10;
  private static final Set<String> PHONES = Set.of("android", "iphone_os", "ios", "ipados");
  private static final Set<String> CLIENTS =
      Set.of("android", "iphone_os", "ios", "ipados", "electron", "macos", "windows");

  static CpeMatch of(Doc doc) {
    // An escaped colon belongs to its part.
    String criteria = doc.text("criteria").toLowerCase(Locale.ROOT).replace("\\:", "\0");
    List<String> parts =
        Stream.of(criteria.split(":", PARTS + 1)).map(part -> part.replace('\0', ':')).toList();
    if (parts.size() != PARTS) {
      throw doc.at("criteria").bad("is no CPE 2.3 name of 13 parts");
    }
    return new CpeMatch(doc, parts);
  }

  String vendor() {
    return plain(VENDOR);
  }

  String product() {
    return plain(PRODUCT);
  }

  boolean isVulnerable() {
    return doc.at("vulnerable").node().asBoolean(true);
  }

  /** A phone's operating system: what is beside it runs there. */
  boolean isPhone() {
    return cpe.get(KIND).equals("o") && PHONES.contains(product());
  }

  /** Written for a phone or a desktop. */
  boolean isClient() {
    return CLIENTS.contains(plain(PLATFORM));
  }

  /** The one version that the name itself gives, with its update; {@code *} for any. */
  String version() {
    String update = plain(UPDATE);
    boolean bare = update.equals("*") || update.equals("-");
    return bare ? plain(VERSION) : plain(VERSION) + "-" + update;
  }

  private String plain(int part) {
    return cpe.get(part).replace("\\", "");
  }
}
