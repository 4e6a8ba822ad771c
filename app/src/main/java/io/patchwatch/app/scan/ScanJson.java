package io.patchwatch.app.scan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.patchwatch.app.Version;
import io.patchwatch.events.PackageFact;
import io.patchwatch.events.catalogue.Links;
import io.patchwatch.streams.verdict.Answer;
import io.patchwatch.streams.verdict.SafeVersion;
import io.patchwatch.streams.verdict.Support;
import io.patchwatch.streams.verdict.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A scan for scripts; its shape is {@code docs/scan.schema.json}. Fields are added, never changed,
 * while {@code schema} is 1.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record ScanJson(
    int schema,
    Tool tool,
    LocalDate day,
    Advisories advisories,
    int exitCode,
    List<Answered> servers,
    List<String> problems) {

  static ScanJson of(Scan scan) {
    Library library = scan.library();
    return new ScanJson(
        1,
        new Tool("PatchWatch", Version.release()),
        scan.today(),
        new Advisories(
            library.asOf(),
            library.ageDays(scan.today()),
            library.old(scan.today()),
            library.added(),
            library.problems()),
        scan.exitCode(),
        scan.results().stream().map(Answered::of).toList(),
        scan.problems());
  }

  /** What made it. */
  record Tool(String name, String version) {}

  /** What was judged by. */
  record Advisories(LocalDate asOf, long ageDays, boolean old, int added, List<String> problems) {}

  /** One server. */
  record Answered(
      String host,
      String place,
      String product,
      String version,
      String precision,
      @Nullable PackageFact packageFact,
      String state,
      String worst,
      boolean covered,
      @Nullable String unreadable,
      @Nullable Support support,
      List<Answer.Affected> affected,
      List<Answer.Doubt> unknown,
      List<Answer.Doubt> remarks,
      int notAffected,
      Install install,
      Links links,
      @Nullable String note) {

    static Answered of(Scan.Result result) {
      Server server = result.server();
      Verdict verdict = result.verdict();
      return new Answered(
          server.host(),
          server.place(),
          server.product().id(),
          server.version(),
          label(server.precision()),
          server.packageFact(),
          label(verdict.state()),
          verdict.worst().label(),
          verdict.covered(),
          verdict.unreadable(),
          verdict.support(),
          verdict.affected(),
          verdict.unknown(),
          verdict.remarks(),
          verdict.notAffected().size(),
          new Install(verdict.smallestSafe(), verdict.latestSafe()),
          server.product().links(),
          server.product().advisories().note());
    }

    private static String label(Enum<?> word) {
      return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Which version to install. */
  record Install(@Nullable SafeVersion smallest, @Nullable SafeVersion newest) {}
}
