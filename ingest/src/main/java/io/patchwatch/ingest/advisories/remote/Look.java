package io.patchwatch.ingest.advisories.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.advisories.archive.Archives;
import io.patchwatch.ingest.advisories.archive.Limits;
import io.patchwatch.ingest.advisories.feed.AdvisoryFiles;
import io.patchwatch.ingest.advisories.fetch.Answer;
import io.patchwatch.ingest.advisories.fetch.Ask;
import io.patchwatch.ingest.advisories.fetch.Digests;
import io.patchwatch.ingest.advisories.fetch.FetchFailure;
import io.patchwatch.ingest.advisories.fetch.Validators;
import io.patchwatch.ingest.advisories.fetch.Web;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * One look at a feed's source: what a strategy works with, and what it has found. Parts that are
 * good are taken although others are not; a part that is refused leaves what was there.
 */
final class Look {

  private final FeedSettings settings;
  private final Collection<Product> products;
  private final AdvisoryFiles files;
  private final Web web;
  private final FeedStore store;
  private final Instant now;
  private final Map<String, String> records = new TreeMap<>();
  private final Map<String, Path> documents = new TreeMap<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> absent = new ArrayList<>();
  private FeedMemory memory;
  private @Nullable String watermark;

  Look(
      FeedSettings settings,
      Collection<Product> products,
      AdvisoryFiles files,
      Web web,
      FeedStore store,
      FeedMemory memory,
      Instant now) {
    this.settings = settings;
    this.products = products;
    this.files = files;
    this.web = web;
    this.store = store;
    this.memory = memory;
    this.watermark = memory.watermark();
    this.now = now;
  }

  FeedSettings settings() {
    return settings;
  }

  Collection<Product> products() {
    return products;
  }

  Instant now() {
    return now;
  }

  @Nullable String watermark() {
    return watermark;
  }

  /** How far the source has been read when this look ends without trouble. */
  void watermark(String mark) {
    watermark = mark;
  }

  /** An address below the feed's own. */
  URI below(String path) {
    return settings.url().resolve(path);
  }

  /** A document into an incoming file, if it has changed since it was accepted. */
  @Nullable Arrived changed(String name, URI uri, Map<String, String> headers)
      throws FetchFailure, IOException, InterruptedException {
    Validators known = memory.validators().getOrDefault(name, Validators.NONE);
    Path file = store.incoming(name);
    return switch (web.get(new Ask(uri, headers, known), file)) {
      case Answer.NotModified same -> null;
      case Answer.Saved saved -> new Arrived(name, file, saved.validators());
    };
  }

  /** A small JSON document that is only looked into. */
  JsonNode json(URI uri, Map<String, String> headers)
      throws FetchFailure, IOException, InterruptedException {
    return Wire.json().readTree(bytes(uri, headers));
  }

  /** A small document. */
  byte[] bytes(URI uri, Map<String, String> headers)
      throws FetchFailure, IOException, InterruptedException {
    Path file = store.incoming("small");
    try {
      var unused = web.get(new Ask(uri, headers, Validators.NONE), file);
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Compares an arrived document with the checksum that is published beside it, if any. */
  void verify(Arrived arrived) throws FetchFailure, IOException, InterruptedException {
    URI published = settings.checksum();
    if (published != null) {
      String text = new String(bytes(published, Map.of()), StandardCharsets.UTF_8);
      Digests.checkSha256(arrived.file(), text);
    }
  }

  /** Takes all records of an archive that is complete in itself, or nothing of it. */
  void takeArchive(Arrived arrived, Predicate<String> names) throws IOException {
    long before = memory.seen().getOrDefault(arrived.name(), 0L);
    Harvest taken = takeArchive(arrived, names, before);
    if (taken != null) {
      memory = memory.accepted(arrived.name(), arrived.validators(), taken.seen());
    }
  }

  /** Takes an archive of changes, which may have any size but none. */
  void takeChanges(Arrived arrived, Predicate<String> names) throws IOException {
    var unused = takeArchive(arrived, names, 0);
  }

  private @Nullable Harvest takeArchive(Arrived arrived, Predicate<String> names, long before)
      throws IOException {
    Harvest harvest = new Harvest(files, now);
    Trouble trouble = read(arrived.file(), names, harvest);
    if (trouble == null) {
      trouble = Guard.judge(before, harvest.seen(), harvest.unreadable(), settings.maxShrink());
    }
    if (trouble != null) {
      trouble(trouble.at(arrived.name()));
      return null;
    }
    take(harvest);
    return harvest;
  }

  private static @Nullable Trouble read(Path archive, Predicate<String> names, Harvest harvest)
      throws IOException {
    try {
      Archives.each(
          archive,
          Limits.USUAL,
          (name, bytes) -> {
            if (names.test(name)) {
              harvest.record(name, bytes);
            }
          });
      return null;
    } catch (ZipException e) {
      return Trouble.refused("damaged", "is damaged (" + e.getMessage() + ")");
    } catch (IOException e) {
      return Trouble.refused("damaged", String.valueOf(e.getMessage()));
    }
  }

  /** Takes records that add to what is there. */
  void take(Harvest harvest) {
    records.putAll(harvest.kept());
    problems.addAll(harvest.problems());
  }

  /** Reads records that add to what is there. */
  Harvest harvest() {
    return new Harvest(files, now);
  }

  /** Takes a whole document in place of the one of that name, or leaves that one. */
  void takeDocument(Arrived arrived) throws IOException {
    DocumentCheck check = new DocumentCheck(files, now);
    if (check.isEmptyList(arrived.file()) && !memory.seen().containsKey(arrived.name())) {
      memory = memory.accepted(arrived.name(), arrived.validators(), 0);
      return; // a repository without releases
    }
    long before = memory.seen().getOrDefault(arrived.name(), 0L);
    Trouble trouble = check.judge(arrived, before, settings.maxShrink());
    if (trouble == null) {
      Path ready = store.incoming(arrived.name() + ".ready");
      Files.move(arrived.file(), ready, StandardCopyOption.REPLACE_EXISTING);
      documents.put(arrived.name(), ready);
      memory = memory.accepted(arrived.name(), arrived.validators(), check.entries());
      problems.addAll(check.problems());
    } else {
      trouble(trouble.at(arrived.name()));
    }
  }

  /** Something is wrong with a part. */
  void trouble(Trouble trouble) {
    troubles.add(trouble);
  }

  /** The source does not have this document. */
  void absent(String name) {
    absent.add(name);
  }

  List<String> absent() {
    return absent;
  }

  List<Trouble> troubles() {
    return troubles;
  }

  List<String> problems() {
    return problems;
  }

  /** What is remembered when what was taken is kept. */
  FeedMemory memory() {
    return memory;
  }

  /** New and changed records. */
  Map<String, String> records() {
    return records;
  }

  /** New documents by name, in files that are to be moved. */
  Map<String, Path> documents() {
    return documents;
  }

  /** A document that came. */
  record Arrived(String name, Path file, Validators validators) {}
}
