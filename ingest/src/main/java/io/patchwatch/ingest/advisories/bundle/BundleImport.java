package io.patchwatch.ingest.advisories.bundle;

import io.patchwatch.ingest.advisories.bundle.Manifest.Part;
import io.patchwatch.ingest.advisories.fetch.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Places a bundle in a directory that a directory feed watches, one directory a feed. Everything is
 * verified before anything is placed: the signature over the manifest, then size and SHA-256 of
 * each file, and that there is nothing else. Each file is replaced at once, the manifest last;
 * after a crash in between the same bundle can be imported again.
 */
public final class BundleImport {

  private static final int MAX_MANIFEST = 8 * 1024 * 1024;
  private static final int MAX_SIGNATURE = 1024;
  private static final String INSTALLED = ".bundle.json";
  private static final String INCOMING = ".incoming-bundle";

  private final PublicKey key;
  private final Path directory;

  /**
   * Imports into a directory.
   *
   * @param key whose signature is believed
   */
  public BundleImport(PublicKey key, Path directory) {
    this.key = key;
    this.directory = directory;
  }

  /**
   * What was imported.
   *
   * @param created when the bundle was made
   * @param feeds with the time up to which each is known
   */
  public record Imported(Instant created, int files, Map<String, Instant> feeds) {
    public Imported {
      feeds = Map.copyOf(feeds);
    }
  }

  /**
   * Verifies and places a bundle.
   *
   * @param allowOlder also one that is older than what is there
   * @throws BadBundle if it is refused; what is there is untouched
   */
  public Imported place(Path bundle, boolean allowOlder) throws IOException {
    Files.createDirectories(directory);
    Path incoming = directory.resolve(INCOMING);
    clear(incoming);
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      byte[] bytes = read(zip, BundleWriter.MANIFEST, MAX_MANIFEST);
      Manifest manifest = verified(bytes, read(zip, BundleWriter.SIGNATURE, MAX_SIGNATURE));
      Manifest installed = installed();
      if (!allowOlder && installed != null && manifest.created().isBefore(installed.created())) {
        throw new BadBundle(
            "it was made "
                + manifest.created()
                + ", and what is there is of "
                + installed.created()
                + "; use --allow-older if you mean it");
      }
      onlyItsParts(zip, manifest);
      for (Part part : manifest.parts()) {
        extract(zip, part, incoming);
      }
      swap(manifest, bytes, installed, incoming);
      return imported(manifest);
    } catch (ZipException e) {
      throw new BadBundle(bundle + " is no whole zip file (" + e.getMessage() + "); copy it again");
    } finally {
      clear(incoming);
    }
  }

  private Manifest verified(byte[] bytes, byte[] signature) throws IOException {
    if (!BundleKeys.isSigned(bytes, signature, key)) {
      throw new BadBundle(
          "its signature is not one of the key "
              + BundleKeys.name(key)
              + "; it was changed, or another key signed it");
    }
    return Manifest.of(bytes);
  }

  private @Nullable Manifest installed() throws IOException {
    Path file = directory.resolve(INSTALLED);
    return Files.exists(file) ? Manifest.of(Files.readAllBytes(file)) : null;
  }

  private static byte[] read(ZipFile zip, String name, int most) throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new BadBundle("it has no " + name + "; it is no bundle of PatchWatch");
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw new BadBundle("its " + name + " is too large");
      }
      return bytes;
    }
  }

  private static void onlyItsParts(ZipFile zip, Manifest manifest) throws IOException {
    Set<String> known = new HashSet<>(Set.of(BundleWriter.MANIFEST, BundleWriter.SIGNATURE));
    manifest.parts().forEach(part -> known.add(part.path()));
    List<String> there = zip.stream().map(ZipEntry::getName).toList();
    for (String name : there) {
      if (!known.contains(name)) {
        throw new BadBundle("it holds '" + shown(name) + "', which its manifest does not name");
      }
    }
    if (there.size() != known.size()) {
      throw new BadBundle("it does not hold each file of its manifest exactly once");
    }
  }

  private static String shown(String name) {
    return name.length() > 100 ? name.substring(0, 100) + "…" : name;
  }

  private static void extract(ZipFile zip, Part part, Path incoming) throws IOException {
    Path file = incoming.resolve(part.feed()).resolve(part.file());
    Files.createDirectories(incoming.resolve(part.feed()));
    try (InputStream in = zip.getInputStream(zip.getEntry(part.path()));
        OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long left = part.bytes();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        left -= read;
        if (left < 0) {
          throw new BadBundle(part.path() + " is larger than its manifest says");
        }
        out.write(buffer, 0, read);
      }
    }
    if (Files.size(file) != part.bytes() || !Digests.sha256(file).equals(part.sha256())) {
      throw new BadBundle(part.path() + " is not what its manifest says; copy the bundle again");
    }
    Files.setLastModifiedTime(file, FileTime.from(part.asOf())); // a directory's age is its files'
  }

  private void swap(Manifest manifest, byte[] bytes, @Nullable Manifest before, Path incoming)
      throws IOException {
    for (Part part : manifest.parts()) {
      Files.createDirectories(directory.resolve(part.feed()));
      move(incoming.resolve(part.path()), directory.resolve(part.path()));
    }
    Path fresh = incoming.resolve(INSTALLED);
    Files.write(fresh, bytes);
    move(fresh, directory.resolve(INSTALLED));
    if (before != null) {
      Set<String> present = new HashSet<>();
      manifest.parts().forEach(part -> present.add(part.path()));
      for (Part part : before.parts()) {
        if (!present.contains(part.path())) {
          Files.deleteIfExists(directory.resolve(part.path()));
        }
      }
    }
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static Imported imported(Manifest manifest) {
    Map<String, Instant> feeds = new HashMap<>();
    manifest.parts().forEach(part -> feeds.put(part.feed(), part.asOf()));
    return new Imported(manifest.created(), manifest.parts().size(), feeds);
  }

  /** What an import that was killed left behind. */
  private static void clear(Path incoming) throws IOException {
    if (Files.exists(incoming)) {
      try (var left = Files.walk(incoming)) {
        for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
