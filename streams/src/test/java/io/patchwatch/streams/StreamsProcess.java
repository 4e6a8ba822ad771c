package io.patchwatch.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The topology in a process of its own, which can be killed. */
final class StreamsProcess implements AutoCloseable {

  private final Process process;

  private StreamsProcess(Process process) {
    this.process = process;
  }

  /** What the other process runs. */
  public static void main(String[] arguments) throws InterruptedException {
    StreamsSettings settings =
        StreamsSettings.of(arguments[0], Broker.PREFIX, Path.of(arguments[1]));
    try (StreamsRole role =
        new StreamsRole(settings, DetectionSettings.defaults(), TestCatalogue.get())) {
      role.start();
      Thread.currentThread().join();
    }
  }

  static StreamsProcess start(String bootstrapServers, Path stateDirectory) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    command.add("-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(StreamsProcess.class.getName(), bootstrapServers, stateDirectory.toString()));
    return new StreamsProcess(new ProcessBuilder(command).inheritIO().start());
  }

  /** As {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
