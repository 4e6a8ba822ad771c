package io.patchwatch.app.rules;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.app.Ink;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Visibility;
import io.patchwatch.streams.samples.Sight;
import io.patchwatch.streams.sigma.About;
import io.patchwatch.streams.sigma.Correlation;
import io.patchwatch.streams.sigma.Detection;
import io.patchwatch.streams.sigma.Rulebook;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All rules that report, the severest first; of one product, with what can be seen of each. */
public final class RuleList {

  private record Row(About rule, String asks, @Nullable Sight sight) {}

  private final List<Row> rows = new ArrayList<>();
  private final @Nullable Product product;

  private RuleList(@Nullable Product product) {
    this.product = product;
  }

  /**
   * The rules of a book.
   *
   * @param product whose log is to be looked at; null: none
   */
  public static RuleList of(Rulebook book, @Nullable Product product) {
    RuleList list = new RuleList(product);
    Map<String, Sight> sights = new HashMap<>();
    if (product != null) {
      Sight.of(book, product).forEach(sight -> sights.put(sight.rule().id(), sight));
    }
    for (Detection it : book.detections()) {
      if (it.reports()) {
        list.rows.add(new Row(it.about(), "one record", sights.get(it.id())));
      }
    }
    for (Correlation it : book.correlations()) {
      List<Correlation> above = book.feeds(it.id());
      if (above.isEmpty() || above.stream().anyMatch(Correlation::generate)) {
        list.rows.add(new Row(it.about(), RuleWords.asks(it), sights.get(it.id())));
      }
    }
    list.rows.sort(
        Comparator.comparing((Row row) -> row.rule().level())
            .reversed()
            .thenComparing(row -> row.rule().name()));
    return list;
  }

  /** For people. */
  public void print(PrintWriter out, Ink ink) {
    for (Row row : rows) {
      Sight sight = row.sight();
      String view = sight == null ? "" : view(sight.view(), ink);
      out.printf(
          "%s %s%-36s %s%n",
          RuleWords.level(row.rule().level(), ink), view, row.rule().name(), row.rule().title());
      out.println(" ".repeat(14) + ink.dim(row.asks()));
    }
    out.printf("%n%d rules%s%n", rows.size(), summary());
    gaps(out, ink);
  }

  private static String view(Sight.View view, Ink ink) {
    return switch (view) {
      case SEEN -> ink.green("seen         ");
      case HIDDEN -> ink.yellow("not visible  ");
      case NEVER -> ink.dim("cannot fire  ");
    };
  }

  private String summary() {
    if (product == null) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        " on %s: %d are seen, %d are not visible as it comes, %d cannot fire, since no parser reads"
            + " such a line",
        product.name(),
        count(Sight.View.SEEN),
        count(Sight.View.HIDDEN),
        count(Sight.View.NEVER));
  }

  private long count(Sight.View view) {
    return rows.stream().filter(it -> it.sight() != null && it.sight().view() == view).count();
  }

  private void gaps(PrintWriter out, Ink ink) {
    Map<Visibility, Set<String>> rulesOf = new LinkedHashMap<>();
    for (Row row : rows) {
      Sight sight = row.sight();
      if (sight != null && sight.view() == Sight.View.HIDDEN) {
        for (Visibility gap : sight.gaps()) {
          rulesOf.computeIfAbsent(gap, key -> new LinkedHashSet<>()).add(row.rule().name());
        }
      }
    }
    rulesOf.forEach(
        (gap, rules) -> {
          out.printf("%s %s: %s%n", ink.yellow("not visible:"), gap.hidden(), gap.why());
          out.printf("  to see it: %s%n", gap.remedy());
          out.println("  " + ink.dim("rules: " + String.join(", ", rules)));
        });
  }

  /** For programs. */
  public ArrayNode json() {
    ArrayNode list = Wire.json().createArrayNode();
    for (Row row : rows) {
      About rule = row.rule();
      ObjectNode node = list.addObject();
      node.put("name", rule.name()).put("id", rule.id()).put("title", rule.title());
      node.put("level", rule.level().name().toLowerCase(Locale.ROOT)).put("asks", row.asks());
      node.put("description", rule.description()).put("origin", rule.origin());
      ArrayNode tags = node.putArray("tags");
      rule.tags().forEach(tags::add);
      Sight sight = row.sight();
      if (sight != null) {
        node.put("visible", sight.view().name().toLowerCase(Locale.ROOT));
        ArrayNode gaps = node.putArray("notVisible");
        for (Visibility gap : sight.gaps()) {
          gaps.addObject()
              .put("hidden", gap.hidden())
              .put("why", gap.why())
              .put("remedy", gap.remedy());
        }
      }
    }
    return list;
  }
}
