package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.Stand;
import io.patchwatch.events.Anomalous;
import io.patchwatch.events.Attacked;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.ExceptionEnding;
import io.patchwatch.events.FeedTrouble;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Malfunction;
import io.patchwatch.events.Silent;
import io.patchwatch.events.UnverifiedPromotion;
import io.patchwatch.events.VersionConflict;
import io.patchwatch.events.VersionWentBack;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** One line about an incident. A resolved incident never has the words of the alarm. Pure. */
final class Titles {

  private static final int NAMED = 3;
  private static final int MAX_LENGTH = 400;

  private final UnaryOperator<String> productName;

  /**
   * Titles with these product names.
   *
   * @param productName gives the name for people of a product id
   */
  Titles(UnaryOperator<String> productName) {
    this.productName = productName;
  }

  String of(Ledger ledger, List<Standing> worst, Stand stand) {
    String title = ledger.open() > 0 ? open(ledger, worst, stand) : closed(ledger);
    return title.length() <= MAX_LENGTH ? title : title.substring(0, MAX_LENGTH - 1) + "…";
  }

  private String open(Ledger ledger, List<Standing> worst, Stand stand) {
    return switch (stand) {
      case Stand.Closed by -> closed(ledger, by);
      case Stand.Taken it -> alarm(ledger, worst);
      case Stand.Waiting it -> alarm(ledger, worst);
    };
  }

  private String closed(Ledger ledger, Stand.Closed by) {
    return (byDefault(ledger) ? subject(ledger.latest()) : group(ledger))
        + ": closed by "
        + by.by()
        + " ("
        + by.reason()
        + "), "
        + count(ledger.open(), "finding")
        + " not resolved, told again after "
        + by.until();
  }

  private String alarm(Ledger ledger, List<Standing> worst) {
    if (!byDefault(ledger)) {
      return group(ledger) + ": " + count(ledger.open(), "finding") + " (" + named(worst) + ")";
    }
    Finding latest = ledger.latest();
    return switch (latest.conclusion()) {
      case Conclusion.Unpatched it ->
          it.vulnerability() + " on " + product(it.product()) + servers(ledger, worst);
      case Conclusion.EndOfLife it ->
          product(it.product()) + " " + it.cycle() + " is end of life" + servers(ledger, worst);
      case Conclusion.VersionUnknown it ->
          "Cannot tell whether "
              + product(it.product())
              + " is patched, "
              + it.reason()
              + servers(ledger, worst);
      case VersionConflict it ->
          "Sources disagree on the version of " + product(it.product()) + servers(ledger, worst);
      case VersionWentBack it ->
          product(it.product()) + " went back to an older version" + servers(ledger, worst);
      case Attacked it -> found(it.headline(), it.servers(), latest);
      case Malfunction it -> found(it.headline(), it.servers(), latest);
      case UnverifiedPromotion it ->
          product(it.product())
              + " "
              + it.version()
              + " is in "
              + it.environment()
              + " without "
              + it.soak()
              + " in "
              + it.earlier()
              + servers(ledger, worst);
      case ExceptionEnding it ->
          "The exception " + it.exception() + " ends " + it.until() + servers(ledger, worst);
      case FeedTrouble it -> "Advisory feed " + it.feed() + ": " + it.reason();
      case Anomalous it -> it.title() + servers(ledger, worst);
      case Silent it -> it.headline() + servers(ledger, worst);
    };
  }

  /** The headline says on how many servers, if on several. */
  private static String found(String headline, List<String> servers, Finding latest) {
    return servers.size() > 1 ? headline : headline + " on " + latest.asset().id();
  }

  private String closed(Ledger ledger) {
    Finding latest = ledger.latest();
    String why =
        latest.resolution() == null ? "moved to another incident" : latest.resolution().detail();
    String where = ledger.total() == 1 ? latest.asset().id() : "all " + ledger.total();
    return (byDefault(ledger) ? subject(latest) : group(ledger)) + ", " + where + ": " + why;
  }

  private String subject(Finding latest) {
    return switch (latest.conclusion()) {
      case Conclusion.Unpatched it -> it.vulnerability() + " on " + product(it.product());
      case Conclusion.EndOfLife it -> "Support of " + product(it.product()) + " " + it.cycle();
      case Conclusion.VersionUnknown it -> "Version of " + product(it.product());
      case VersionConflict it -> "Version of " + product(it.product());
      case VersionWentBack it -> "Rollback of " + product(it.product());
      case Attacked it -> it.title();
      case Malfunction it -> it.title();
      case UnverifiedPromotion it ->
          "Promotion of " + product(it.product()) + " " + it.version() + " to " + it.environment();
      case ExceptionEnding it -> "Exception " + it.exception();
      case FeedTrouble it -> "Advisory feed " + it.feed();
      case Anomalous it ->
          "Unusual " + it.measure().replace('-', ' ') + " of " + product(it.product());
      case Silent it -> "Silence";
    };
  }

  private static boolean byDefault(Ledger ledger) {
    return ledger.group().equals(new TreeMap<>(ledger.latest().group()));
  }

  private static String group(Ledger ledger) {
    String labels =
        ledger.group().entrySet().stream().map(Titles::label).collect(Collectors.joining(", "));
    return labels.isEmpty() ? "All findings" : labels;
  }

  private static String label(Map.Entry<String, String> label) {
    return label.getKey() + " " + (label.getValue().isEmpty() ? "(none)" : label.getValue());
  }

  private static String servers(Ledger ledger, List<Standing> worst) {
    return ": " + count(ledger.open(), "server") + " (" + named(worst) + ")";
  }

  private static String named(List<Standing> worst) {
    List<String> assets = worst.stream().map(Standing::asset).distinct().toList();
    String names = assets.stream().limit(NAMED).collect(Collectors.joining(", "));
    return assets.size() > NAMED ? names + ", …" : names;
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }

  private String product(String id) {
    return productName.apply(id);
  }
}
