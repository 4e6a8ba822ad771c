package io.patchwatch.app.commands;

import io.patchwatch.app.config.ConfigFile.Loaded;
import io.patchwatch.app.wiring.FeedsWiring;
import io.patchwatch.events.FeedReported;
import io.patchwatch.events.FeedReported.State;
import io.patchwatch.ingest.advisories.bundle.BadBundle;
import io.patchwatch.ingest.advisories.bundle.BundleImport;
import io.patchwatch.ingest.advisories.bundle.BundleImport.Imported;
import io.patchwatch.ingest.advisories.bundle.BundleKeys;
import io.patchwatch.ingest.advisories.bundle.BundleWriter;
import io.patchwatch.ingest.advisories.remote.FeedSettings;
import io.patchwatch.ingest.advisories.remote.KeptFeed;
import io.patchwatch.ingest.advisories.remote.RemoteFeeds;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patchwatch feeds status|fetch|keygen|export|import}. */
@Command(
    name = "feeds",
    description =
        "The advisory feeds: how they stand, and how to carry them to a place without network.",
    synopsisSubcommandLabel = "COMMAND")
public final class FeedsCommand {

  private static final int EX_DATA = 65;
  private static final int EX_IO = 74;

  @Spec private CommandSpec spec;

  @Command(
      name = "status",
      description = "How each feed of the network stands; 1 if one is refused, unreached or stale.")
  int status(@Mixin ConfigOption option) throws Stopped {
    Loaded loaded = option.load();
    Instant now = Clock.systemUTC().instant();
    PrintWriter out = out();
    int code = 0;
    out.printf("%-20s %-10s %-10s %8s  %s%n", "FEED", "STATE", "AGE", "RECORDS", "DETAIL");
    for (FeedSettings feed : feeds(loaded)) {
      KeptFeed kept = kept(loaded, feed);
      String state = state(kept, feed, now);
      out.printf(
          "%-20s %-10s %-10s %8d  %s%n",
          feed.name(),
          state,
          age(kept.lastGood(), now),
          kept.records(),
          kept.last() == null ? "never looked at" : kept.last().detail());
      code = state.equals("good") ? code : 1;
    }
    return code;
  }

  @Command(
      name = "fetch",
      description =
          "Looks at each feed of the network once and keeps what is good. Needs no Kafka.")
  int fetch(@Mixin ConfigOption option) throws Stopped, InterruptedException {
    Loaded loaded = option.load();
    List<FeedReported> troubles = new ArrayList<>();
    try {
      RemoteFeeds.once(
          feeds(loaded),
          loaded.catalogue().all(),
          FeedsWiring.state(loaded.config()),
          report -> {
            out()
                .printf(
                    "%s: %s, %d records: %s%n",
                    report.feed(), word(report.state()), report.records(), report.detail());
            out().flush();
            if (report.state() != State.GOOD) {
              troubles.add(report);
            }
          },
          Clock.systemUTC());
    } catch (IOException e) {
      throw new Stopped(EX_IO, String.valueOf(e.getMessage()));
    }
    return troubles.isEmpty() ? 0 : 1;
  }

  @Command(name = "keygen", description = "Makes a pair of keys for bundles (Ed25519).")
  int keygen(
      @Option(
              names = "--private-key",
              paramLabel = "FILE",
              defaultValue = "patchwatch-feeds.key",
              description = "To sign with; keep it where feeds are exported. ${DEFAULT-VALUE}")
          Path privateKey,
      @Option(
              names = "--public-key",
              paramLabel = "FILE",
              defaultValue = "patchwatch-feeds.pub",
              description =
                  "To verify with; carry it to where feeds are imported. ${DEFAULT-VALUE}")
          Path publicKey)
      throws Stopped {
    try {
      String name = BundleKeys.generate(privateKey, publicKey);
      out().printf("made the key %s: %s and %s%n", name, privateKey, publicKey);
      return 0;
    } catch (IOException e) {
      throw stopped(e);
    }
  }

  @Command(name = "export", description = "Writes all good feeds into one signed bundle.")
  int export(
      @Mixin ConfigOption option,
      @Option(
              names = "--private-key",
              paramLabel = "FILE",
              defaultValue = "patchwatch-feeds.key",
              description = "${DEFAULT-VALUE}")
          Path privateKey,
      @Option(
              names = "--public-key",
              paramLabel = "FILE",
              defaultValue = "patchwatch-feeds.pub",
              description = "${DEFAULT-VALUE}")
          Path publicKey,
      @Parameters(paramLabel = "BUNDLE", description = "The file to write, for example feeds.zip.")
          Path bundle)
      throws Stopped {
    Loaded loaded = option.load();
    Instant now = Clock.systemUTC().instant();
    List<KeptFeed> kept = new ArrayList<>();
    for (FeedSettings feed : feeds(loaded)) {
      kept.add(kept(loaded, feed));
    }
    try {
      int files =
          BundleWriter.write(
              kept,
              BundleKeys.privateKey(privateKey),
              BundleKeys.publicKey(publicKey),
              now,
              bundle.toAbsolutePath());
      kept.forEach(feed -> exported(feed, now));
      out().printf("%s: %d files%n", bundle, files);
      return 0;
    } catch (IOException e) {
      throw stopped(e);
    }
  }

  private void exported(KeptFeed feed, Instant now) {
    if (feed.lastGood() == null) {
      spec.commandLine().getErr().println(feed.name() + ": never good, left out");
    } else {
      out()
          .printf(
              "%s: %d records, %s old%n", feed.name(), feed.records(), age(feed.lastGood(), now));
    }
  }

  @Command(
      name = "import",
      description = "Verifies a bundle and places it in a directory that is a feed here.")
  int place(
      @Option(
              names = "--public-key",
              paramLabel = "FILE",
              defaultValue = "patchwatch-feeds.pub",
              description = "Whose bundles are believed. ${DEFAULT-VALUE}")
          Path publicKey,
      @Option(
              names = "--into",
              paramLabel = "DIRECTORY",
              required = true,
              description = "As in advisories.feeds or advisories.directories.")
          Path directory,
      @Option(names = "--allow-older", description = "Also a bundle older than what is there.")
          boolean allowOlder,
      @Parameters(paramLabel = "BUNDLE", description = "The file.") Path bundle)
      throws Stopped {
    try {
      BundleImport into = new BundleImport(BundleKeys.publicKey(publicKey), directory);
      Imported imported = into.place(bundle, allowOlder);
      new TreeMap<>(imported.feeds())
          .forEach((feed, asOf) -> out().printf("%s: known up to %s%n", feed, asOf));
      out().printf("%s: %d files, made %s%n", directory, imported.files(), imported.created());
      return 0;
    } catch (IOException e) {
      throw stopped(e);
    }
  }

  private static Stopped stopped(IOException e) {
    return e instanceof BadBundle
        ? new Stopped(EX_DATA, "refused: " + e.getMessage())
        : new Stopped(EX_IO, e.getClass().getSimpleName() + ": " + e.getMessage());
  }

  private static List<FeedSettings> feeds(Loaded loaded) throws Stopped {
    List<FeedSettings> feeds = FeedsWiring.advisories(loaded.config().advisories()).feeds();
    if (feeds.isEmpty()) {
      throw new Stopped(EX_DATA, "advisories.feeds has no feed of the network; see docs/feeds.md");
    }
    return feeds;
  }

  private static KeptFeed kept(Loaded loaded, FeedSettings feed) throws Stopped {
    try {
      return KeptFeed.of(FeedsWiring.state(loaded.config()), feed.name());
    } catch (IOException e) {
      throw new Stopped(EX_IO, feed.name() + ": " + e.getMessage());
    }
  }

  private static String state(KeptFeed kept, FeedSettings feed, Instant now) {
    Instant good = kept.lastGood();
    Duration limit = feed.staleAfter();
    if (good != null && limit != null && good.plus(limit).isBefore(now)) {
      return "stale";
    }
    return kept.last() == null ? "unknown" : word(kept.last().state());
  }

  private static String word(State state) {
    return switch (state) {
      case GOOD -> "good";
      case REFUSED -> "refused";
      case UNREACHED -> "unreached";
      case RETIRED -> "retired";
    };
  }

  private static String age(@Nullable Instant asOf, Instant now) {
    if (asOf == null) {
      return "-";
    }
    Duration age = Duration.between(asOf, now);
    return age.toHours() < 48 ? age.toHours() + " h" : age.toDays() + " days";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
