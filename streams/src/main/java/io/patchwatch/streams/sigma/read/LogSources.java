package io.patchwatch.streams.sigma.read;

import io.patchwatch.streams.sigma.match.Condition;
import io.patchwatch.streams.sigma.match.Folding;
import io.patchwatch.streams.sigma.match.Glob;
import io.patchwatch.streams.sigma.match.ValueMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which events a log source means: {@code product} is the catalogue's id, {@code service} one of
 * its parsers; {@code category} is {@code chat} or {@code application} (all), {@code
 * authentication}, or {@code webserver} and {@code proxy} (requests). What our events can never be
 * is refused, because a rule that cannot match would look like safety.
 */
final class LogSources {

  private static final Set<String> ALL = Set.of("chat", "application");
  private static final Set<String> WEB = Set.of("webserver", "proxy");
  private static final Set<String> ELSEWHERE =
      Set.of(
          "windows",
          "macos",
          "linux",
          "aws",
          "azure",
          "gcp",
          "m365",
          "okta",
          "github",
          "cisco",
          "zeek",
          "kubernetes",
          "bitbucket",
          "onelogin",
          "opencanary",
          "paloalto",
          "fortigate");

  private LogSources() {}

  static Condition of(Questions questions, Map<String, String> source) throws Bad {
    List<Condition> parts = new ArrayList<>();
    String product = source.get("product");
    if (product != null) {
      if (ELSEWHERE.contains(product)) {
        throw new Bad(
            "logsource.product",
            "no chat server writes logs of " + product + "; name a product of the catalogue");
      }
      parts.add(is(questions, "service.type", Glob.literal(Folding.fold(product))));
    }
    String service = source.get("service");
    if (service != null) {
      Glob end = Glob.literal("." + Folding.fold(service)).within(true, false);
      parts.add(is(questions, "event.dataset", end));
    }
    String category = source.get("category");
    if (category != null) {
      parts.add(category(questions, category));
    }
    return new Condition.All(parts);
  }

  private static Condition category(Questions questions, String category) throws Bad {
    if (ALL.contains(category)) {
      return new Condition.All(List.of());
    }
    if (category.equals("authentication")) {
      return is(questions, "event.category", Glob.literal("authentication"));
    }
    if (WEB.contains(category)) {
      return questions.ask("url.path", new ValueMatcher.Present(true));
    }
    throw new Bad(
        "logsource.category",
        "events here are never of category "
            + category
            + "; use chat, application, authentication, webserver or proxy");
  }

  private static Condition is(Questions questions, String field, Glob glob) throws Bad {
    return questions.ask(field, new ValueMatcher.Text(glob, false));
  }
}
