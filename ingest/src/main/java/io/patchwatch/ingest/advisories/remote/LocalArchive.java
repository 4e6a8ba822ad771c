package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.ingest.advisories.fetch.Validators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** An archive on this machine, read again when its size or time changes. */
final class LocalArchive implements Strategy {

  private static final String NAME = "archive";

  @Override
  public void look(Look look) throws IOException {
    Path file = Objects.requireNonNull(look.settings().archive());
    if (!Files.isRegularFile(file)) {
      look.trouble(new Trouble(false, "missing", file + " is not there"));
      return;
    }
    String state = Files.size(file) + " " + Files.getLastModifiedTime(file);
    Validators now = new Validators(state, null);
    if (!now.equals(look.memory().validators().get(NAME))) {
      look.takeArchive(new Look.Arrived(NAME, file, now), entry -> true);
    }
  }
}
