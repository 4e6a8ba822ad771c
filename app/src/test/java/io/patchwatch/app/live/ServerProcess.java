package io.patchwatch.app.live;

import io.patchwatch.app.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A server of another kind, run as a child of the test. */
final class ServerProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(5);

  private static final int KILLED = 128 + 9;

  private final String name;
  private final Process process;
  private final Path output;

  private ServerProcess(String name, Process process, Path output) {
    this.name = name;
    this.process = process;
    this.output = output;
  }

  /** Starts it in its directory; what it prints goes to {@code <name>.out} there. Times are UTC. */
  static ServerProcess start(
      String name, Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    Path output = directory.resolve(name + ".out");
    return new ServerProcess(
        name, builder(directory, environment, command, output).start(), output);
  }

  /** Starts PatchWatch, with what the test has on its class path. */
  static ServerProcess patchwatch(String name, Path directory, String heap, List<String> arguments)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:MetaspaceSize=128m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(arguments);
    return start(name, directory, Map.of(), command);
  }

  /** Runs a program to its end and fails with what it printed unless it succeeds. */
  static void run(String name, Path directory, List<String> command) throws IOException {
    try (ServerProcess program = start(name, directory, Map.of(), command)) {
      program.awaitEnd();
    }
  }

  private static ProcessBuilder builder(
      Path directory, Map<String, String> environment, List<String> command, Path output) {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("TZ", "UTC");
    builder.environment().putAll(environment);
    return builder;
  }

  /** Returns when {@code ready} holds; fails with what the server printed if it ends before. */
  void awaitReady(Callable<Boolean> ready) {
    Awaitility.await(name + " to start")
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .failFast(this::failIfEnded)
        .until(ready);
  }

  /** Fails with what it printed unless it is alive. */
  void failIfEnded() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended by itself:\n" + output());
    }
  }

  private void awaitEnd() {
    Awaitility.await(name + " to end").atMost(START).until(() -> !process.isAlive());
    if (process.exitValue() != 0) {
      throw new IllegalStateException(
          name + " ended with " + process.exitValue() + "\n" + output());
    }
  }

  /** {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
  }

  /** Returns when it was killed; fails with what it printed if it ended otherwise. */
  void awaitKilled() {
    Awaitility.await(name + " to be killed")
        .atMost(Duration.ofMinutes(2))
        .until(() -> !process.isAlive());
    if (process.exitValue() != KILLED) {
      throw new IllegalStateException(
          name + " ended with " + process.exitValue() + "\n" + output());
    }
  }

  private String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return "(" + output + " cannot be read: " + e.getMessage() + ")";
    }
  }

  /** Stops the server and what it started: asks, and kills what does not hear. */
  @Override
  public void close() {
    List<ProcessHandle> family = process.descendants().toList();
    process.destroy();
    try {
      if (!process.waitFor(STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }
}
