package io.patchwatch.events.catalogue;

import io.patchwatch.events.yaml.YamlMistakes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the user's own product files. */
final class UserFiles {

  static final String SAMPLES = ".samples.yml";

  private static final int MAX_FILES = 500;

  private final List<String> problems = new ArrayList<>();
  private final Map<String, Path> fileOfId = new HashMap<>();

  private UserFiles() {}

  static List<Product> read(List<Path> directories) throws CatalogueException {
    UserFiles files = new UserFiles();
    List<Product> products = new ArrayList<>();
    for (Path directory : directories) {
      files.list(directory).forEach(file -> files.add(file, products));
    }
    if (!files.problems.isEmpty()) {
      throw new CatalogueException(files.problems);
    }
    return products;
  }

  /** The samples beside the product files, sorted. */
  static List<Path> samples(List<Path> directories) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path directory : directories) {
      try (Stream<Path> entries = Files.list(directory)) {
        entries.filter(UserFiles::isSamplesFile).sorted().limit(MAX_FILES).forEach(files::add);
      }
    }
    return files;
  }

  private static boolean isSamplesFile(Path file) {
    return String.valueOf(file.getFileName()).endsWith(SAMPLES) && Files.isRegularFile(file);
  }

  private void add(Path file, List<Product> products) {
    try {
      Product product = ProductFile.read(file.toString(), bytes(file));
      Path other = fileOfId.putIfAbsent(product.id(), file);
      if (other == null) {
        products.add(product);
      } else {
        problems.add(
            file + ": id: '" + product.id() + "' is also in " + other + "; remove one of them");
      }
    } catch (YamlMistakes e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      problems.add(file + " cannot be read (" + e + "); make it readable for this user");
    }
  }

  /** At most one byte more than is allowed, so that an endless file is refused, not read. */
  static byte[] bytes(Path file) throws IOException {
    try (var in = Files.newInputStream(file)) {
      return in.readNBytes(ProductFile.MAX_BYTES + 1);
    }
  }

  private List<Path> list(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      List<Path> files =
          entries.filter(UserFiles::isProductFile).sorted().limit(MAX_FILES + 1L).toList();
      if (files.size() > MAX_FILES) {
        problems.add(directory + " has more than " + MAX_FILES + " files; split it");
      }
      return files;
    } catch (IOException e) {
      problems.add(directory + " cannot be listed (" + e + "); create it or take it out");
      return List.of();
    }
  }

  private static boolean isProductFile(Path file) {
    String name = String.valueOf(file.getFileName());
    boolean yaml = name.endsWith(".yml") || name.endsWith(".yaml");
    return yaml && !name.endsWith(SAMPLES) && !name.startsWith(".") && Files.isRegularFile(file);
  }
}
