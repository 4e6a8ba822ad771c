package io.patchwatch.app.live;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** What a test needs on this machine. */
final class Installed {

  private static final String REMEDY =
      " is not installed, so this test with a real server cannot run; run .ci/install (Debian) and"
          + " export what it prints";

  private Installed() {}

  /** The path of a program; skips the test, or fails it under CI, when there is none. */
  static Path program(String name) {
    return require(
        name,
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst());
  }

  /** The program that an environment variable names. */
  static Path programIn(String variable, String what) {
    return require(
        what + " (environment variable " + variable + ")",
        Optional.ofNullable(System.getenv(variable)).map(Path::of).filter(Files::isExecutable));
  }

  static Path directory(String what, Stream<Path> candidates) {
    return require(what, candidates.filter(Files::isDirectory).findFirst());
  }

  private static Path require(String what, Optional<Path> found) {
    if (found.isEmpty() && System.getenv("CI") != null) {
      Assertions.fail(what + REMEDY + ". CI is set: not skipped.");
    }
    Assumptions.assumeTrue(found.isPresent(), () -> what + REMEDY);
    return found.orElseThrow();
  }
}
