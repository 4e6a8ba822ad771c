package io.patchwatch.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.patchwatch.app.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Feeds from the network to a place without one, as docs/feeds.md says it step by step. */
class FeedsCommandTest {

  @TempDir private Path home;
  private HttpServer server;
  private byte[] kev = new byte[0];
  private String out = "";
  private String err = "";

  @BeforeEach
  void serve() throws IOException {
    kev = Files.readAllBytes(Path.of("..", "ingest", "data", "advisories", "kev.json"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/kev.json",
        exchange -> {
          exchange.sendResponseHeaders(200, kev.length == 0 ? -1 : kev.length);
          exchange.getResponseBody().write(kev);
          exchange.close();
        });
    server.start();
    Files.writeString(
        home.resolve("patchwatch.yml"),
        """
        data_dir: data
        advisories:
          feeds:
            - {name: kev, kind: kev, url: "http://127.0.0.1:%d/kev.json"}
        """
            .formatted(server.getAddress().getPort()));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private int feeds(String command, String... more) {
    StringWriter written = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine commandLine = Main.commandLine();
    commandLine.setOut(new PrintWriter(written));
    commandLine.setErr(new PrintWriter(wrong));
    String[] args = new String[2 + more.length];
    args[0] = "feeds";
    args[1] = command;
    for (int i = 0; i < more.length; i++) {
      args[2 + i] = more[i].replace("~", home.toString());
    }
    int code = commandLine.execute(args);
    out = written.toString();
    err = wrong.toString();
    return code;
  }

  private void exported() {
    String keys = "--private-key=~/feeds.key";
    String pub = "--public-key=~/feeds.pub";
    assertThat(feeds("fetch", "-c", "~/patchwatch.yml")).as(out + err).isZero();
    assertThat(feeds("keygen", keys, pub)).as(err).isZero();
    assertThat(feeds("export", "-c", "~/patchwatch.yml", keys, pub, "~/feeds.zip"))
        .as(err)
        .isZero();
  }

  private int place() {
    return feeds("import", "--public-key=~/feeds.pub", "--into=~/air-gap", "~/feeds.zip");
  }

  @Test
  void carriesAFeedToAPlaceWithoutNetwork() {
    exported();

    assertThat(place()).as(err).isZero();

    assertThat(home.resolve("air-gap/kev/kev.json")).hasBinaryContent(kev);
    assertThat(out).contains("kev: known up to ");
  }

  @Test
  void refusesABundleThatWasChangedOnTheWay() throws IOException {
    exported();
    byte[] bundle = Files.readAllBytes(home.resolve("feeds.zip"));
    Files.write(home.resolve("feeds.zip"), Arrays.copyOf(bundle, bundle.length / 2));

    assertThat(place()).isEqualTo(65);

    assertThat(err).contains("refused: ");
    assertThat(home.resolve("air-gap/kev")).doesNotExist();
  }

  @Test
  void statusSaysHowEachFeedStands() {
    assertThat(feeds("status", "-c", "~/patchwatch.yml")).isEqualTo(1);
    assertThat(out).contains("never looked at");

    assertThat(feeds("fetch", "-c", "~/patchwatch.yml")).isZero();
    assertThat(feeds("status", "-c", "~/patchwatch.yml")).isZero();
    assertThat(out).contains("kev", "good", "0 h");

    kev = new byte[0];
    assertThat(feeds("fetch", "-c", "~/patchwatch.yml")).isEqualTo(1);
    assertThat(feeds("status", "-c", "~/patchwatch.yml")).isEqualTo(1);
    assertThat(out).contains("refused", "what was good before stays in force");
  }
}
