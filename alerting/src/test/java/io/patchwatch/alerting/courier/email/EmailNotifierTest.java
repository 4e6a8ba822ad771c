package io.patchwatch.alerting.courier.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.alerting.Findings;
import io.patchwatch.alerting.Samples;
import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.NotifierContract;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.yaml.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real SMTP server that insists on STARTTLS and a password. */
class EmailNotifierTest extends NotifierContract {

  @TempDir private static Path directory;
  private static MailServer server;

  @BeforeAll
  static void start() {
    server = MailServer.start(directory);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void empty() {
    server.mails().clear();
    server.refuse(0);
  }

  @Override
  protected Notifier working() {
    return open(server.port(), MailServer.PASSWORD, directory.resolve("mail.pem"));
  }

  @Override
  protected Notifier broken() {
    return open(1, MailServer.PASSWORD, null);
  }

  @Override
  protected List<String> told() {
    return server.mails().stream().map(EmailNotifierTest::read).toList();
  }

  private static String read(MimeMessage mail) {
    try {
      return mail.getSubject() + "\n" + mail.getContent();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Notifier open(int port, String password, Path ca) {
    return new EmailSettings(
            "localhost",
            port,
            null,
            "patchwatch",
            Secret.of(password),
            ca,
            "PatchWatch <patchwatch@example.org>",
            List.of("night@example.org"),
            Duration.ofSeconds(10))
        .open(new Supplies(() -> Findings.NOON, Words.english(), System.out));
  }

  private static Receipt.Outcome tell(Notifier notifier) {
    return notifier.notify(Samples.opened(), TRACE);
  }

  @Test
  void mailsAboutOneIncidentAreOneThreadAndEachHasItsOwnId() throws MessagingException {
    tell(working());
    working().notify(Samples.resolved(), TRACE);
    assertThat(server.mails().get(0).getMessageID()).isEqualTo("<d-1@patchwatch>");
    assertThat(server.mails().get(1).getMessageID()).isEqualTo("<d-2@patchwatch>");
    for (MimeMessage mail : server.mails()) {
      assertThat(mail.getHeader("References")).containsExactly("<incident-1@patchwatch>");
      assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }
  }

  @Test
  void titlesInChineseArriveUnharmed() throws MessagingException {
    working().notify(Samples.titled("[严重] 漏洞"), TRACE);
    assertThat(server.mails().get(0).getSubject()).isEqualTo("[严重] 漏洞");
  }

  @Test
  void triesAgainWhatIsRefusedForNowAndGivesUpWhatIsRefusedForGood() {
    server.refuse(451);
    assertThat(tell(working())).isInstanceOf(Receipt.Outcome.Retry.class);
    server.refuse(554);
    assertThat(tell(working())).isInstanceOf(Receipt.Outcome.Rejected.class);
  }

  @Test
  void aRefusedPasswordIsFinalAndShownNowhere() {
    Receipt.Outcome outcome = tell(open(server.port(), "wr0ng", directory.resolve("mail.pem")));
    assertThat(outcome).isInstanceOf(Receipt.Outcome.Rejected.class);
    assertThat(outcome.toString()).doesNotContain("wr0ng");
  }

  @Test
  void saysNothingToAServerWhoseCertificateItDoesNotTrust() {
    assertThat(tell(open(server.port(), MailServer.PASSWORD, null)))
        .isInstanceOf(Receipt.Outcome.Retry.class);
    assertThat(server.mails()).isEmpty();
  }

  @Test
  void refusesToSendAPasswordUnencrypted() {
    var none = EmailSettings.Security.NONE;
    var to = List.of("a@example.org");
    assertThatThrownBy(
            () -> new EmailSettings("h", 25, none, "u", Secret.of("p"), null, "b@c.de", to, null))
        .hasMessageStartingWith("security: ");
    assertThatThrownBy(() -> new EmailSettings("h", 25, none, null, null, null, "nobody", to, null))
        .hasMessageStartingWith("from: ");
  }
}
