package io.patchwatch.ingest.advisories.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.ingest.advisories.remote.KeptFeed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {

  private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-11-24T00:00:00Z");

  @TempDir private Path home;
  private Path secret;
  private Path key;
  private Path bundle;
  private Path target;

  @BeforeEach
  void keys() throws IOException {
    secret = home.resolve("feeds.key");
    key = home.resolve("feeds.pub");
    bundle = home.resolve("feeds.zip");
    target = home.resolve("target");
    BundleKeys.generate(secret, key);
  }

  private void export(Instant now, String... files) throws IOException {
    List<Path> paths =
        Stream.of(files)
            .map(
                name -> {
                  Path file = home.resolve(name);
                  write(file, name + " of " + now);
                  return file;
                })
            .toList();
    KeptFeed feed = new KeptFeed("kev", MONDAY, 7, paths, null);
    KeptFeed never = new KeptFeed("nvd", null, 0, List.of(), null);
    BundleWriter.write(
        List.of(feed, never),
        BundleKeys.privateKey(secret),
        BundleKeys.publicKey(key),
        now,
        bundle);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private BundleImport.Imported place() throws IOException {
    return new BundleImport(BundleKeys.publicKey(key), target).place(bundle, false);
  }

  private List<String> placed() throws IOException {
    try (Stream<Path> files = Files.walk(target)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> target.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private void refused(String why) throws IOException {
    List<String> before = Files.exists(target) ? placed() : List.of();
    assertThatThrownBy(this::place).isInstanceOf(BadBundle.class).hasMessageContaining(why);
    assertThat(placed()).isEqualTo(before);
  }

  /** Packs the bundle again, with entries changed (null: left out) or added. */
  private void repack(Map<String, byte[]> changes) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    entries.putAll(changes);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private byte[] entry(String name) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      return zip.getInputStream(zip.getEntry(name)).readAllBytes();
    }
  }

  @Test
  void carriesFilesWithTheirAge() throws IOException {
    export(TUESDAY, "kev.json", "more.json");

    assertThat(place().feeds()).containsExactly(Map.entry("kev", MONDAY));
    assertThat(placed()).containsExactly(".bundle.json", "kev/kev.json", "kev/more.json");
    Path file = target.resolve("kev/kev.json");
    assertThat(file).hasContent("kev.json of " + TUESDAY);
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(MONDAY);
  }

  @Test
  void aNewerBundleReplacesAndTakesAwayWhatIsNoLongerInIt() throws IOException {
    export(MONDAY, "kev.json", "gone.json");
    place();
    write(target.resolve("kev/own.json"), "of somebody else");
    export(TUESDAY, "kev.json");
    place();

    assertThat(placed()).containsExactly(".bundle.json", "kev/kev.json", "kev/own.json");
    assertThat(target.resolve("kev/kev.json")).hasContent("kev.json of " + TUESDAY);
  }

  @Test
  void refusesAnOlderBundleUnlessItIsMeant() throws IOException {
    export(TUESDAY, "kev.json");
    place();
    place();
    export(MONDAY, "kev.json");
    refused("--allow-older");

    new BundleImport(BundleKeys.publicKey(key), target).place(bundle, true);

    assertThat(target.resolve("kev/kev.json")).hasContent("kev.json of " + MONDAY);
  }

  @Test
  void refusesAnotherKeysSignature() throws IOException {
    export(TUESDAY, "kev.json");
    Files.delete(key);
    BundleKeys.generate(home.resolve("other.key"), key);

    refused("signature is not one of the key");
  }

  @Test
  void refusesAChangedManifest() throws IOException {
    export(TUESDAY, "kev.json");
    String manifest = new String(entry("manifest.json"), StandardCharsets.UTF_8);
    repack(Map.of("manifest.json", manifest.replace("\"bytes\"", " \"bytes\"").getBytes()));

    refused("signature");
  }

  @Test
  void refusesAChangedFileOfTheSameLengthAndALongerOne() throws IOException {
    export(TUESDAY, "kev.json");
    byte[] file = entry("kev/kev.json");
    file[0] ^= 1;
    repack(Map.of("kev/kev.json", file));
    refused("kev/kev.json is not what its manifest says");

    repack(Map.of("kev/kev.json", new byte[10_000_000]));
    refused("larger than its manifest says");
  }

  @Test
  void refusesFilesThatItsManifestDoesNotNameAndPathsThatLeadOut() throws IOException {
    export(TUESDAY, "kev.json");
    repack(Map.of("../../evil.json", new byte[1]));

    refused("../../evil.json");
    assertThat(home.resolve("evil.json")).doesNotExist();
  }

  @Test
  void aManifestCannotNameAPathThatLeadsOut() {
    for (String name : List.of("..", ".hidden", "a/b", "a\\b", "", "ü")) {
      assertThatThrownBy(() -> new Manifest.Part("kev", name, "", 0, MONDAY, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new Manifest.Part(name, "kev.json", "", 0, MONDAY, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void refusesATruncatedBundleAndOneWithoutSignature() throws IOException {
    export(TUESDAY, "kev.json");
    byte[] whole = Files.readAllBytes(bundle);
    Files.write(bundle, Arrays.copyOf(whole, whole.length - 30));
    refused("no whole zip file");

    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(bundle))) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
    }
    refused("has no manifest.sig");
  }

  @Test
  void exportsNothingWhenNothingIsGood() {
    KeptFeed never = new KeptFeed("nvd", null, 0, List.of(), null);
    assertThatThrownBy(
            () ->
                BundleWriter.write(
                    List.of(never),
                    BundleKeys.privateKey(secret),
                    BundleKeys.publicKey(key),
                    MONDAY,
                    bundle))
        .hasMessageContaining("feeds fetch");
    assertThat(bundle).doesNotExist();
  }

  @Test
  void keysAreNeverOverwrittenAndThePrivateOneIsPrivate() throws IOException {
    assertThatThrownBy(() -> BundleKeys.generate(secret, key)).hasMessageContaining("overwritten");
    assertThatThrownBy(() -> BundleKeys.privateKey(key)).hasMessageContaining("PRIVATE KEY");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
        .isEqualTo("rw-------");
  }
}
