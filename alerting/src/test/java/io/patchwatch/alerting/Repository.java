package io.patchwatch.alerting;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of the project beside the modules. */
public final class Repository {

  private Repository() {}

  public static Path path(String relative) {
    return Path.of("..").toAbsolutePath().normalize().resolve(relative);
  }

  public static String read(String relative) {
    try {
      return Files.readString(path(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths below the folder with this ending, relative to the project. */
  public static List<String> files(String folder, String ending) {
    try (Stream<Path> files = Files.walk(path(folder))) {
      return files
          .map(file -> path("").relativize(file).toString())
          .filter(name -> name.endsWith(ending))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
