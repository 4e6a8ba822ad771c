package io.patchwatch.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.alerting.history.HistoryQueries;
import io.patchwatch.bench.OnCallPart.Part;
import io.patchwatch.events.topics.TopicAdmin;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Incidents live while a randomly chosen process of the on-call path is killed with {@code kill -9}
 * at random moments and started again: broker, Elasticsearch, engine, courier, history.
 */
final class OnCallKill {

  private static final List<Part> PARTS = List.of(Part.values());
  private static final int AT_ONCE = 16;
  private static final int LONGEST_PAUSE_MS = 8000;
  private static final Duration LAST = Duration.ofMinutes(2);

  private final Size size;
  private final Random random;
  private final Path directory = Files.createTempDirectory("patchwatch-kill");
  private final int kafka = freePort();
  private final int elasticsearch = freePort();
  private final Map<Part, Process> parts = new EnumMap<>(Part.class);
  private final Map<Part, Integer> kills = new EnumMap<>(Part.class);
  private int played;

  /**
   * How much.
   *
   * @param kills from 1
   * @param seed of the choice of processes and moments
   */
  record Size(int kills, int seed) {
    static Size of(Options options) {
      Size size = new Size(options.number("kills", 100), options.number("seed", 1));
      options.done();
      return size;
    }
  }

  OnCallKill(Size size) throws IOException {
    this.size = size;
    this.random = new Random(size.seed() * 1_000_003L);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  List<Figure> run() throws Exception {
    try (KillReceiver receiver = new KillReceiver()) {
      Files.writeString(directory.resolve("patchwatch.yml"), config(receiver.port()));
      for (Part part : Part.values()) {
        launch(part);
      }
      createTopics();
      List<String> lost = live(receiver);
      long missing = missingInHistory(receiver.distinct());
      return figures(receiver, lost, missing);
    } finally {
      parts.values().forEach(Process::destroyForcibly);
    }
  }

  private String config(int port) {
    return """
        kafka: {mode: external, bootstrap_servers: "127.0.0.1:%1$d"}
        alerting:
          baseline_quiet: 0s
          burst: 1000
          group_wait: 100ms
          route: {receiver: first, escalation: up}
          escalations: [{name: up, steps: [{after: 3s, receivers: [second]}]}]
          receivers:
            - {name: first, webhook: {url: "http://127.0.0.1:%2$d/first"}}
            - {name: second, webhook: {url: "http://127.0.0.1:%2$d/second"}}
        """
        .formatted(kafka, port);
  }

  private void launch(Part part) throws IOException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    List<String> command =
        new ArrayList<>(
            List.of(
                java,
                "-Xmx500m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dpatchwatch.log.level=warn",
                "-Dpatchwatch.log.root=error",
                "-cp",
                classPath(),
                OnCallPart.class.getName()));
    command.addAll(
        List.of(
            part.name(),
            directory.toString(),
            Integer.toString(kafka),
            Integer.toString(elasticsearch)));
    Path log = directory.resolve(part + ".log");
    parts.put(
        part,
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start());
  }

  /** Elasticsearch refuses to start where a jar is there twice. */
  private static String classPath() {
    Set<Path> names = new HashSet<>();
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(jar -> names.add(Path.of(jar).getFileName()))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private void createTopics() throws Exception {
    long end = System.nanoTime() + LAST.toNanos();
    while (true) {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + kafka))) {
        new TopicAdmin(admin, OnCallPart.PREFIX, 2, Duration.ofSeconds(20)).apply();
        return;
      } catch (RuntimeException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }

  /** Stories begin as long as processes are killed, and all come to their end after that. */
  private List<String> live(KillReceiver receiver) throws Exception {
    List<String> lost = Collections.synchronizedList(new ArrayList<>());
    Semaphore places = new Semaphore(AT_ONCE);
    List<Future<?>> stories = new ArrayList<>();
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            "127.0.0.1:" + kafka,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            170_000);
    try (var producer =
            new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> killer = threads.submit(this::kill);
      for (int i = 0; !killer.isDone(); i++) {
        places.acquire();
        int number = i;
        boolean taken = i % 2 == 0;
        stories.add(
            threads.submit(
                () -> {
                  try {
                    lost.addAll(new KillStory(number, taken, producer, receiver).play());
                  } catch (Exception e) {
                    lost.add("story " + number + ": " + e);
                  } finally {
                    places.release();
                  }
                }));
      }
      killer.get();
      for (Future<?> story : stories) {
        story.get();
      }
    }
    played = stories.size();
    return lost;
  }

  private void kill() {
    try {
      for (int i = 0; i < size.kills(); i++) {
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MS));
        Part part = PARTS.get(random.nextInt(PARTS.size()));
        Process victim = Objects.requireNonNull(parts.get(part), "all were launched");
        var unusedCode = victim.destroyForcibly().waitFor();
        kills.merge(part, 1, Integer::sum);
        launch(part);
      }
    } catch (InterruptedException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Messages of which the history does not have that they were sent, after two minutes at most. */
  private long missingInHistory(Set<String> told) throws Exception {
    long end = System.nanoTime() + LAST.toNanos();
    Set<String> missing = told;
    while (!missing.isEmpty() && System.nanoTime() < end) {
      Thread.sleep(Duration.ofSeconds(1));
      missing = new HashSet<>(told);
      missing.removeAll(sentByHistory());
    }
    return missing.size();
  }

  private Set<String> sentByHistory() {
    Set<String> sent = new HashSet<>();
    try (var connection = OnCallPart.connect(elasticsearch)) {
      HistoryQueries history = new HistoryQueries(connection);
      for (String receiver : List.of("first", "second")) {
        for (String kind : List.of("opened", "escalated", "acknowledged", "resolved", "updated")) {
          String query = "\"delivery-sent\" + \"" + receiver + "\" + \"" + kind + "\"";
          for (JsonNode it : history.search(query, null, null, 1000)) {
            sent.add(it.path("patchwatch.delivery.id").asText());
          }
        }
      }
    } catch (IOException e) {
      return sent; // Elasticsearch is still starting
    }
    return sent;
  }

  private List<Figure> figures(KillReceiver receiver, List<String> lost, long missing) {
    List<Figure> figures = new ArrayList<>();
    figures.add(Figure.count("seed", size.seed()));
    kills.forEach(
        (part, count) ->
            figures.add(Figure.count("kill -9 of " + part.name().toLowerCase(Locale.ROOT), count)));
    figures.add(Figure.count("incidents", played));
    figures.add(Figure.count("calls at the receivers", receiver.calls()));
    figures.add(Figure.count("messages, repeated ids dropped", receiver.distinct().size()));
    figures.add(Figure.count("LOST", lost.size()));
    figures.add(Figure.count("DOUBLED", receiver.doubled().size()));
    figures.add(Figure.count("sent, but not in the history", missing));
    lost.stream().limit(20).forEach(it -> figures.add(new Figure("lost", it)));
    receiver.doubled().entrySet().stream()
        .limit(20)
        .forEach(it -> figures.add(new Figure("doubled", it.getKey() + " x" + it.getValue())));
    return figures;
  }
}
