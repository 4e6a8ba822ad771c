package io.patchwatch.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The node's transport module, laid out as Elasticsearch wants a module: its own jars and a
 * descriptor in a directory. The jars travel inside ours and must not be on the class path, where
 * the module's class loader would find them twice.
 */
final class TransportModule {

  private static final String RESOURCES = "/embedded-elasticsearch/modules/transport-netty4/";
  private static final String INDEX = "index";

  private TransportModule() {}

  /**
   * Copies the module to {@code modules/transport-netty4} below {@code home}, unless the same
   * version is there already. The index is written last, so a copy that was cut short is made
   * again.
   */
  static void unpackTo(Path home) throws IOException {
    Path directory = home.resolve("modules").resolve("transport-netty4");
    byte[] index = read(INDEX);
    Path mark = directory.resolve(INDEX);
    if (!Files.exists(mark) || !Arrays.equals(Files.readAllBytes(mark), index)) {
      FileTree.delete(directory);
      Files.createDirectories(directory);
      for (String name : names(index)) {
        Files.write(directory.resolve(name), read(name));
      }
      Files.write(mark, index);
    }
  }

  private static List<String> names(byte[] index) {
    return new String(index, UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream resource = TransportModule.class.getResourceAsStream(RESOURCES + name)) {
      if (resource == null) {
        throw new FileNotFoundException(
            RESOURCES + name + " is missing in the program; build it again");
      }
      return resource.readAllBytes();
    }
  }
}
