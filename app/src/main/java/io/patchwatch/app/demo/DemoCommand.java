package io.patchwatch.app.demo;

import io.patchwatch.app.Ink;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code patchwatch demo}. */
@Command(
    name = "demo",
    description = {
      "Watches a simulated fleet of chat servers for real, to look around.",
      "Kafka and Elasticsearch run inside this process; nothing is left behind."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {"0:everything that the story tells has happened", "1:something did not"})
public final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--for",
      paramLabel = "TIME",
      converter = Seconds.class,
      description = "End by itself after so long (60s, 5m); otherwise Ctrl-C ends it.")
  private @Nullable Duration length;

  @Spec private CommandSpec spec;

  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  @Override
  public Integer call() throws Exception {
    long begin = System.nanoTime();
    Screen screen = new Screen(spec.commandLine().getOut(), Ink.forTerminal());
    Path directory = Files.createTempDirectory("patchwatch-demo-");
    Runtime.getRuntime().addShutdownHook(new Thread(this::endGracefully));
    try {
      screen.title("PatchWatch demo");
      screen.line("starting Kafka, Elasticsearch and a fleet of chat servers in this process …");
      try (Demo demo = new Demo(screen, Clock.systemUTC(), directory)) {
        demo.addresses();
        int told = tell(demo);
        idle(screen, begin);
        summary(screen, demo, told);
        return told == CHAPTERS ? 0 : 1;
      }
    } finally {
      delete(directory);
      closed.countDown();
    }
  }

  private static final int CHAPTERS = 4;

  private static int tell(Demo demo) throws InterruptedException, IOException {
    int told = demo.firstDigest() ? 1 : 0;
    told += demo.advisoryArrives() ? 1 : 0;
    told += demo.serversArePatched() ? 1 : 0;
    return told + (demo.attack() ? 1 : 0);
  }

  private void idle(Screen screen, long begin) throws InterruptedException {
    if (length == null) {
      screen.title("The story is told; PatchWatch goes on watching. Ctrl-C ends the demo.");
      interrupted.await();
      return;
    }
    long left = length.toNanos() - (System.nanoTime() - begin);
    if (left > 0 && interrupted.await(left, TimeUnit.NANOSECONDS)) {
      screen.line("interrupted");
    }
  }

  private static void summary(Screen screen, Demo demo, int told) {
    screen.title("Summary");
    screen.line(
        "%d of %d parts of the story happened, %d messages reached the pager",
        told, CHAPTERS, demo.pages());
    screen.line("resident memory %s", resident());
  }

  /** Of this whole process, with Kafka and Elasticsearch in it; Linux only. */
  private static String resident() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024 + " MiB")
          .findFirst()
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown on this system";
    }
  }

  private void endGracefully() {
    interrupted.countDown();
    try {
      if (!closed.await(20, TimeUnit.SECONDS)) {
        System.err.println("the demo did not stop within 20 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException e)
              throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Reads {@code 60s} and {@code 5m}. */
  static final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      if (!text.matches("[0-9]{1,6}[sm]")) {
        throw new TypeConversionException("'" + text + "' is not a time; write 60s or 5m");
      }
      long number = Long.parseLong(text.substring(0, text.length() - 1));
      return text.endsWith("m") ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
    }
  }
}
