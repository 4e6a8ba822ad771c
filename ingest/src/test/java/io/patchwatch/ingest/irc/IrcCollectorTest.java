package io.patchwatch.ingest.irc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.Precision;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.FakeServer;
import io.patchwatch.ingest.versions.VersionCollector;
import io.patchwatch.ingest.versions.VersionCollectorContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The lines of ngIRCd 26.1 and InspIRCd 3.15, as they were captured. */
class IrcCollectorTest extends VersionCollectorContract {

  private static IrcServer server(int port, Duration timeout) {
    return new IrcServer("127.0.0.1", port, null, "probe", Secret.of(SECRET), null, null, timeout);
  }

  @Override
  protected String product() {
    return "ngircd";
  }

  @Override
  protected String version() {
    return "26.1";
  }

  @Override
  protected EvidenceSource source() {
    return EvidenceSource.IRC;
  }

  @Override
  protected VersionCollector collector(Product product, int port, Duration timeout) {
    return new IrcCollector(product, server(port, timeout));
  }

  private static void register(FakeServer.Line line) throws Exception {
    line.hear("USER patchwatch 0 * :");
    line.say("PING :4711\r\n");
    line.hear("PONG :4711\r\n");
    line.say(":irc.example.net 001 probe :Welcome to the Internet Relay Network\r\n");
    line.say(":irc.example.net 002 probe :Your host is irc.example.net\r\n");
  }

  private static void answer(FakeServer.Line line, String version) throws Exception {
    register(line);
    line.hear("VERSION\r\n");
    line.say(":irc.example.net 351 probe " + version + " irc.example.net :IDENT+IPv6\r\n");
    line.hear("QUIT\r\n");
  }

  @Override
  protected void rightAnswer(FakeServer.Line line) throws Exception {
    answer(line, "ngIRCd-26.1.");
  }

  @Override
  protected FakeServer.Script otherProduct() {
    return line -> answer(line, "InspIRCd-3.");
  }

  @Override
  protected FakeServer.Script refusal() {
    return line -> {
      line.hear("USER");
      line.say("ERROR :Access denied: Bad password?\r\n");
    };
  }

  @Override
  protected void tooMuch(FakeServer.Line line) throws Exception {
    line.sayForEver(":irc.example.net 372 probe :- message of the day\r\n");
  }

  @Test
  void aTakenNickIsChanged() throws Exception {
    FakeServer.Script script =
        line -> {
          line.hear("USER");
          line.say(":irc.example.net 433 * probe :Nickname already in use\r\n");
          line.hear("NICK probe1\r\n");
          line.say(":irc.example.net 001 probe1 :Welcome\r\n");
          line.hear("VERSION\r\n");
          line.say(":irc.example.net 351 probe1 ngIRCd-26.1. irc.example.net :x\r\n");
        };
    try (FakeServer fake = new FakeServer(script)) {
      assertThat(new IrcCollector(known("ngircd"), server(fake.port(), TIMEOUT)).collect())
          .isInstanceOf(Collected.Seen.class);
    }
  }

  @Test
  void whatStrangersAreToldIsOnlyABranchAndAnOperatorIsToldMore() throws Exception {
    try (FakeServer fake = new FakeServer(line -> answer(line, "InspIRCd-3."))) {
      Collected stranger =
          new IrcCollector(known("inspircd"), server(fake.port(), TIMEOUT)).collect();
      assertThat(((Collected.Seen) stranger).reading().precision()).isEqualTo(Precision.BRANCH);
    }
    FakeServer.Script operator =
        line -> {
          register(line);
          line.hear("OPER root " + SECRET + "\r\n");
          line.say(":irc.example.net 381 probe :You are now a NetAdmin\r\n");
          line.hear("VERSION\r\n");
          line.say(":irc.example.net 351 probe InspIRCd-3.15.0-debian. x :[001]\r\n");
        };
    try (FakeServer fake = new FakeServer(operator)) {
      Secret secret = Secret.of(SECRET);
      IrcServer asked =
          new IrcServer("127.0.0.1", fake.port(), null, "probe", null, "root", secret, TIMEOUT);
      Collected told = new IrcCollector(known("inspircd"), asked).collect();
      assertThat(((Collected.Seen) told).reading().version()).isEqualTo("3.15.0");
    }
  }

  @Test
  void noSettingCanSmuggleInACommand() {
    assertThatThrownBy(
            () ->
                new IrcServer(
                    "h", 1, null, "probe\r\nQUIT", null, null, null, Duration.ofSeconds(1)))
        .hasMessageContaining("one word");
  }
}
