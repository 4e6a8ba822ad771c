package io.patchwatch.app.commands;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Visibility;
import io.patchwatch.events.parsing.LogSpec;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import java.io.PrintWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch products}. */
@Command(
    name = "products",
    description = "Lists the chat servers that PatchWatch knows, and how much it knows of each.")
public final class ProductsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PRODUCT",
      description = "Shows what the log of this product does not show, and what would.")
  private @Nullable String product;

  @Override
  public void run() {
    if (product == null) {
      list();
    } else {
      show(product);
    }
  }

  private void show(String idOrAlias) {
    Product known = Catalogue.builtIn().get(idOrAlias);
    if (known == null) {
      throw new ParameterException(
          spec.commandLine(),
          "there is no product '" + idOrAlias + "'; patchwatch products lists them");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: log formats read: %s%n", known.name(), formats(known));
    if (known.visibility().isEmpty()) {
      out.println("nothing is known that its log does not show");
    }
    for (Visibility gap : known.visibility()) {
      out.printf("not visible: %s%n  because %s%n", gap.hidden(), gap.why());
      out.printf("  to see it: %s%n", gap.remedy());
    }
  }

  private static String formats(Product product) {
    return product.logs().isEmpty()
        ? "none"
        : String.join(", ", product.logs().stream().map(LogSpec::name).toList());
  }

  private void list() {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, Long> advisories = AdvisorySnapshot.bundled().advisoriesByProduct();
    out.printf(
        "%-16s %-24s %-10s %10s  %s%n",
        "PRODUCT", "NAME", "SCHEME", "ADVISORIES", "VERSION READ BY");
    for (Product product : Catalogue.builtIn().all()) {
      out.printf(
          "%-16s %-24s %-10s %10d  %s%n",
          product.id(),
          product.name(),
          product.versions().scheme(),
          advisories.getOrDefault(product.id(), 0L),
          product.probes().isEmpty() ? "declaration or log" : "HTTP");
    }
  }
}
