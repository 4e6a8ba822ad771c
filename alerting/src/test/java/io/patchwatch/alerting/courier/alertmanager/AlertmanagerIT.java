package io.patchwatch.alerting.courier.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.yaml.Secret;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Alertmanager and amtool, where they are installed. */
class AlertmanagerIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path directory;
  private int port;
  private Process alertmanager;
  private AlertmanagerNotifier notifier;

  @BeforeEach
  void start() throws IOException {
    assumeThat(find("prometheus-alertmanager", "alertmanager"))
        .as("Alertmanager is not installed (.ci/install does)")
        .isNotNull();
    assumeThat(find("amtool")).as("amtool is not installed (.ci/install does)").isNotNull();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    Files.writeString(
        directory.resolve("am.yml"), "route: {receiver: none}\nreceivers: [{name: none}]\n");
    launch();
    notifier =
        new AlertmanagerNotifier(
            new AlertmanagerSettings(List.of(Secret.of("http://127.0.0.1:" + port)), null, null),
            new Supplies(Clock.systemUTC(), Words.english(), System.out));
  }

  private void launch() throws IOException {
    alertmanager =
        new ProcessBuilder(
                find("prometheus-alertmanager", "alertmanager"),
                "--config.file=" + directory.resolve("am.yml"),
                "--storage.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("am.log").toFile())
            .start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (alertmanager != null) {
      notifier.close();
      alertmanager.destroy();
      assertThat(alertmanager.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String find(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Arrays.stream(System.getenv("PATH").split(":")).map(place -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElse(null);
  }

  private String amtool(String... arguments) throws IOException, InterruptedException {
    Stream<String> command =
        Stream.concat(
            Stream.of(find("amtool"), "--alertmanager.url=http://127.0.0.1:" + port),
            Stream.of(arguments));
    Process process = new ProcessBuilder(command.toList()).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private static Incident now(Incident it, IncidentState state) {
    return new Incident(
        it.id(),
        it.revision() + 1,
        state,
        it.title(),
        it.severity(),
        it.group(),
        Instant.now().minusSeconds(60),
        Instant.now(),
        it.open(),
        it.total(),
        it.members(),
        it.latest());
  }

  private static Delivery told(Incident incident) {
    Delivery like = incident.resolved() ? Samples.resolved() : Samples.opened();
    return new Delivery(
        like.id(),
        like.key(),
        like.receiver(),
        like.kind(),
        Instant.now(),
        like.title(),
        List.of(incident),
        0);
  }

  @Test
  void showsOurAlertsObeysItsSilencesEndsThemAndGetsThemBackAfterARestart() throws Exception {
    Incident open = now(Samples.opened().incidents().get(0), new IncidentState.Open());
    await()
        .atMost(PATIENCE)
        .until(() -> notifier.notify(told(open), Trace.start()) instanceof Receipt.Outcome.Sent);
    await().atMost(PATIENCE).until(() -> alerts().contains(open.id()));
    assertThat(alerts()).contains("CVE-2023-32315", "critical");

    assertThat(amtool("silence", "add", "incident=" + open.id(), "-c", "test", "-a", "anna"))
        .matches("(?s)[0-9a-f-]{36}\\s*");
    await().atMost(PATIENCE).until(() -> !alerts().contains(open.id()));
    assertThat(amtool("alert", "query", "--silenced", "--output=json")).contains(open.id());
    amtool("silence", "expire", amtool("silence", "query", "-q").strip());

    alertmanager.destroy();
    assertThat(alertmanager.waitFor(10, TimeUnit.SECONDS)).isTrue();
    launch();
    try (AlertmanagerRefresh refresh =
        new AlertmanagerRefresh(
            "am",
            new AlertmanagerNotifier(
                new AlertmanagerSettings(
                    List.of(Secret.of("http://127.0.0.1:" + port)), null, null),
                new Supplies(Clock.systemUTC(), Words.english(), System.out)),
            at -> List.of(open),
            Clock.systemUTC(),
            Duration.ofMillis(300))) {
      assertThat(refresh).isNotNull();
      await().atMost(PATIENCE).until(() -> alerts().contains(open.id()));
    }

    Incident over = now(open, new IncidentState.Resolved(Instant.now()));
    assertThat(notifier.notify(told(over), Trace.start())).isInstanceOf(Receipt.Outcome.Sent.class);
    await().atMost(PATIENCE).until(() -> !alerts().contains(open.id()));
  }

  private String alerts() throws IOException, InterruptedException {
    return amtool("alert", "query", "--output=json");
  }
}
