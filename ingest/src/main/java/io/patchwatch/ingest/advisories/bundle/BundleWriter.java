package io.patchwatch.ingest.advisories.bundle;

import io.patchwatch.ingest.advisories.bundle.Manifest.Part;
import io.patchwatch.ingest.advisories.fetch.Digests;
import io.patchwatch.ingest.advisories.remote.KeptFeed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a bundle: a zip of {@code manifest.json}, its signature, and the files of each feed. */
public final class BundleWriter {

  static final String MANIFEST = "manifest.json";
  static final String SIGNATURE = "manifest.sig";

  private BundleWriter() {}

  /**
   * Writes what is good of the feeds; the file appears when it is complete.
   *
   * @param feeds those without good content are left out
   * @return how many files it has
   * @throws BadBundle if no feed has good content, or if the keys are no pair
   */
  public static int write(
      List<KeptFeed> feeds, PrivateKey key, PublicKey verifier, Instant now, Path bundle)
      throws IOException {
    Map<String, Path> files = new TreeMap<>();
    Manifest manifest = manifest(feeds, verifier, now, files);
    byte[] bytes = manifest.bytes();
    byte[] signature = BundleKeys.sign(bytes, key);
    if (!BundleKeys.isSigned(bytes, signature, verifier)) {
      throw new BadBundle("the private and the public key do not belong together");
    }
    Path fresh = bundle.resolveSibling("." + bundle.getFileName() + ".new");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(fresh))) {
      entry(zip, MANIFEST).write(bytes);
      entry(zip, SIGNATURE).write(signature);
      for (Map.Entry<String, Path> file : files.entrySet()) {
        Files.copy(file.getValue(), entry(zip, file.getKey()));
      }
    }
    Files.move(fresh, bundle, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return files.size();
  }

  private static OutputStream entry(ZipOutputStream zip, String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    return zip;
  }

  private static Manifest manifest(
      List<KeptFeed> feeds, PublicKey verifier, Instant now, Map<String, Path> files)
      throws IOException {
    List<Part> parts = new ArrayList<>();
    for (KeptFeed feed : feeds) {
      Instant good = feed.lastGood();
      if (good != null) {
        for (Path file : feed.files()) {
          String name = file.getFileName().toString();
          Part part =
              new Part(
                  feed.name(), name, Digests.sha256(file), Files.size(file), good, feed.records());
          parts.add(part);
          files.put(part.path(), file);
        }
      }
    }
    if (parts.isEmpty()) {
      throw new BadBundle(
          "no feed has good content yet; patchwatch feeds fetch looks at them once");
    }
    return new Manifest(Manifest.FORMAT, now, BundleKeys.name(verifier), parts);
  }
}
