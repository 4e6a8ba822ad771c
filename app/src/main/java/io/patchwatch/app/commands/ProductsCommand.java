package io.patchwatch.app.commands;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code patchwatch products}. */
@Command(
    name = "products",
    description = "Lists the chat servers that PatchWatch knows, and how much it knows of each.")
public final class ProductsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
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
