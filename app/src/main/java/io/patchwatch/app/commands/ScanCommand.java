package io.patchwatch.app.commands;

import io.patchwatch.app.Ink;
import io.patchwatch.app.scan.Advice;
import io.patchwatch.app.scan.Recognised;
import io.patchwatch.app.scan.Report;
import io.patchwatch.events.Precision;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.streams.verdict.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch scan}. */
@Command(
    name = "scan",
    description = {
      "Says what is known against a release, and which version to install.",
      "Needs no Kafka and no network but for the URL; uses the advisories of this release."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:nothing is known against it",
      "1:it is unpatched or end of life",
      "2:it cannot be told"
    })
public final class ScanCommand implements Callable<Integer> {

  private static final int CANNOT_TELL = 2;

  @Parameters(
      index = "0",
      paramLabel = "URL|PRODUCT",
      description = "Where the server is (http://host:9090), or a product ('patchwatch products').")
  private String target;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "VERSION",
      description = "The release of the product.")
  private @Nullable String version;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "text or json.")
  private Format format;

  @Option(names = "--insecure", description = "Accept any TLS certificate of the URL.")
  private boolean insecure;

  @Spec private CommandSpec spec;

  /** How the answer is written. */
  enum Format {
    TEXT,
    JSON
  }

  @Override
  public Integer call() throws Exception {
    return target.contains("://") ? scanUrl() : scanProduct();
  }

  private int scanUrl() throws Exception {
    URI url = url();
    try {
      Optional<Recognised> recognised =
          Recognised.at(url, Catalogue.builtIn(), new TlsOptions(null, insecure));
      if (recognised.isEmpty()) {
        throw new Stopped(
            CANNOT_TELL,
            "cannot tell: nothing at "
                + url
                + " answers like a chat server of the catalogue; 'patchwatch products' lists them,"
                + " and 'patchwatch scan PRODUCT VERSION' needs no URL");
      }
      var found = recognised.get().found().reading();
      return answer(recognised.get().product(), found.version(), found.precision());
    } catch (IOException | GeneralSecurityException e) {
      throw new Stopped(CANNOT_TELL, "cannot tell: " + url + ": " + e.getMessage());
    }
  }

  private URI url() throws Stopped {
    try {
      URI url = URI.create(target);
      if (url.getHost() != null && url.getScheme().startsWith("http")) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // said below
    }
    throw new Stopped(CANNOT_TELL, "'" + target + "' is no http:// or https:// URL");
  }

  private int scanProduct() throws Stopped {
    Catalogue catalogue = Catalogue.builtIn();
    Product product = catalogue.get(target);
    if (product == null) {
      throw new Stopped(
          CANNOT_TELL,
          "cannot tell: '"
              + target
              + "' is not in the catalogue"
              + catalogue
                  .suggestion(target)
                  .map(s -> "; did you mean '" + s + "'?")
                  .orElse("; 'patchwatch products' lists what is"));
    }
    if (version == null) {
      throw new Stopped(
          CANNOT_TELL, "which version? for example: patchwatch scan " + target + " 4.7.4");
    }
    return answer(product, version, Precision.FULL);
  }

  private int answer(Product product, String running, Precision precision) throws Stopped {
    AdvisorySnapshot snapshot = AdvisorySnapshot.bundled();
    LocalDate today = LocalDate.now(Clock.systemUTC());
    Verdict verdict = new Advice(snapshot).on(product, running, precision, today);
    PrintWriter out = spec.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(json(verdict));
    } else {
      LocalDate asOf = LocalDate.ofInstant(snapshot.asOf(), ZoneOffset.UTC);
      new Report(out, Ink.forTerminal()).print(product, verdict, asOf);
    }
    return switch (verdict.state()) {
      case UNPATCHED, END_OF_LIFE -> 1;
      case UNKNOWN -> CANNOT_TELL;
      case PATCHED -> 0;
    };
  }

  private static String json(Verdict verdict) throws Stopped {
    try {
      return Wire.json().writerWithDefaultPrettyPrinter().writeValueAsString(verdict);
    } catch (IOException e) {
      throw new Stopped(CANNOT_TELL, "cannot write JSON: " + e.getMessage());
    }
  }
}
