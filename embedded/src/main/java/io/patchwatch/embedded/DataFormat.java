package io.patchwatch.embedded;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Which server of which version wrote a data directory, kept in a file beside the data. A newer
 * server can read what an older one wrote, and converts it; an older one may fail on newer data in
 * ways that are hard to understand.
 */
record DataFormat(String server, String version) {

  private static final String FILE = "embedded.properties";

  /**
   * Marks the directory as written by this server and version.
   *
   * @throws EmbeddedStartException if it holds another server's data, or a newer version's
   */
  void claim(Path directory) {
    Path file = directory.resolve(FILE);
    try {
      if (Files.exists(file)) {
        check(directory, read(file));
      }
      write(file);
    } catch (IOException e) {
      throw new EmbeddedStartException(
          "embedded "
              + server
              + ": "
              + file
              + " cannot be read or written ("
              + e
              + "); mend its owner and permissions, or choose another data directory",
          e);
    }
  }

  private void check(Path directory, DataFormat found) {
    if (!found.server.equals(server)) {
      throw new EmbeddedStartException(
          "embedded "
              + server
              + ": data directory "
              + directory
              + " belongs to "
              + found.server
              + "; choose another directory");
    }
    if (Version.parse(found.version).compareTo(Version.parse(version)) > 0) {
      throw new EmbeddedStartException(
          "embedded "
              + server
              + ": data directory "
              + directory
              + " was written by the newer version "
              + found.version
              + ", this is "
              + version
              + "; run the newer version again, or choose an empty directory");
    }
  }

  private static DataFormat read(Path file) throws IOException {
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    return new DataFormat(
        properties.getProperty("server", "an unknown server"),
        properties.getProperty("version", "0"));
  }

  private void write(Path file) throws IOException {
    Files.writeString(file, "server=" + server + "\nversion=" + version + "\n");
  }
}
