package io.patchwatch.bench;

import com.sun.net.httpserver.HttpServer;
import io.patchwatch.app.config.ConfigFile;
import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Conclusion;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Severity;
import io.patchwatch.events.Trace;
import io.patchwatch.events.Wire;
import io.patchwatch.events.topics.Topic;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A storm of findings, each an incident of its own, through the on-call engine and a courier on the
 * real broker; and the list of incidents asked over HTTP while all of them are open.
 */
final class Storm {

  private static final String TOKEN = "bench-0123456789abcdef";
  private static final String PREFIX = "patchwatch.";
  private static final int CRITICAL_EVERY = 100;

  private final Size size;
  private final Clock clock = Clock.systemUTC();
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicLong firstCritical = new AtomicLong();

  /**
   * How much.
   *
   * @param findings in the storm, from 1
   * @param seconds over which they come, from 1
   * @param asked how often the list is asked for, from 1
   */
  record Size(int findings, int seconds, int asked) {
    static Size of(Options options) {
      Size size =
          new Size(
              options.number("findings", 10_000),
              options.number("seconds", 60),
              options.number("asked", 1000));
      options.done();
      return size;
    }
  }

  Storm(Size size) {
    this.size = size;
  }

  List<Figure> run() throws Exception {
    // The JDK reads this once, with its first server, which here is the pager and not PatchWatch.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer pager = pager();
    try (PatchWatch process = start(pager.getAddress().getPort())) {
      long begin = System.nanoTime();
      List<Duration> during = blow(process);
      double took = (System.nanoTime() - begin) / 1_000_000_000.0;
      awaitAll(process);
      int sent = messages.get();
      List<Duration> after = new ArrayList<>();
      for (int i = 0; i < size.asked(); i++) {
        after.add(ask(process));
      }
      List<Figure> figures = new ArrayList<>();
      figures.add(Figure.count("findings, each an incident", size.findings()));
      figures.add(new Figure("they came within", "%.1f s".formatted(took)));
      figures.add(
          Figure.time(
              "first critical finding until it is told",
              Duration.ofNanos(firstCritical.get() - begin)));
      figures.add(Figure.count("messages sent", sent));
      figures.addAll(Times.of(during).figures("list of incidents during the storm"));
      figures.addAll(Times.of(after).figures("list of incidents, all open"));
      return figures;
    } finally {
      pager.stop(0);
    }
  }

  /** The first of them is critical; the list is asked once a second meanwhile. */
  private List<Duration> blow(PatchWatch process) throws Exception {
    List<Duration> asked = new ArrayList<>();
    Map<String, Object> config = Map.of("bootstrap.servers", process.bootstrapServers());
    long begin = System.nanoTime();
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      int inASecond = Math.max(1, size.findings() / size.seconds());
      for (int i = 0; i < size.findings(); i++) {
        Finding finding = finding(i);
        var record =
            new ProducerRecord<>(
                Topic.FINDINGS.name(PREFIX), finding.fingerprint(), Wire.encode(finding));
        Trace.start().into(record.headers());
        var unused = producer.send(record);
        if (i % inASecond == inASecond - 1) {
          asked.add(ask(process));
          long due = begin + (i + 1L) * 1_000_000_000L / inASecond;
          Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        }
      }
    }
    return asked;
  }

  private Finding finding(int i) {
    String asset = "chat-" + i;
    Instant now = clock.instant();
    Conclusion conclusion =
        new Conclusion.Unpatched(
            "openfire",
            "4.7.4",
            "BENCH-" + i,
            "BENCH-" + i,
            "bench",
            "a storm",
            9.8,
            List.of("< 4.7.5"),
            false,
            null,
            null,
            "4.7.5",
            "5.0.1",
            List.of(),
            new Evidence("bench", "here", "4.7.4"));
    return new Finding(
        Fingerprints.of("storm", asset),
        1,
        Finding.Transition.OPENED,
        now,
        now,
        null,
        Asset.of(asset),
        i % CRITICAL_EVERY == 0 ? Severity.CRITICAL : Severity.LOW,
        conclusion);
  }

  private static Duration ask(PatchWatch process) throws IOException, InterruptedException {
    long start = System.nanoTime();
    HttpResponse<byte[]> answer =
        HTTP.send(
            HttpRequest.newBuilder(
                    URI.create(process.statusUri() + "/api/v1/incidents?severity=low&limit=100"))
                .header("Authorization", "Bearer " + TOKEN)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    if (answer.statusCode() != 200) {
      throw new IOException("the API answered " + answer.statusCode());
    }
    return took;
  }

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private void awaitAll(PatchWatch process) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (total(process) < size.findings() || firstCritical.get() == 0) {
      if (System.nanoTime() > end) {
        throw new IOException(
            total(process)
                + " of "
                + size.findings()
                + " are in the list; a critical one told: "
                + (firstCritical.get() != 0));
      }
      Thread.sleep(Duration.ofMillis(200));
    }
  }

  private static int total(PatchWatch process) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(process.statusUri() + "/api/v1/incidents?limit=1"))
                .header("Authorization", "Bearer " + TOKEN)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return Wire.json().readTree(answer.body()).path("total").asInt();
  }

  private HttpServer pager() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(204, -1);
            messages.incrementAndGet();
            if (body.contains("[OPENED critical]") || body.contains("[DIGEST critical]")) {
              firstCritical.compareAndSet(0, System.nanoTime());
            }
          }
        });
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.start();
    return http;
  }

  private PatchWatch start(int pager) throws Exception {
    Path directory = Files.createTempDirectory("patchwatch-bench");
    String yaml =
        """
        data_dir: %s
        kafka: {port: 0}
        elasticsearch: {mode: "off"}
        server: {port: 0, api: {tokens: [{name: bench, role: read, token: %s}], requests_per_minute: 100000}}
        alerting:
          baseline_quiet: 0s
          receivers: [{name: ops, webhook: {url: "http://127.0.0.1:%d/"}}]
        """
            .formatted(directory, TOKEN, pager);
    ConfigFile.Loaded loaded =
        ConfigFile.parse("bench", yaml.getBytes(StandardCharsets.UTF_8), name -> null, directory);
    PatchWatch process = PatchWatch.start(loaded, EnumSet.of(Role.ALERTING), clock);
    process.awaitReady();
    return process;
  }
}
