package io.patchwatch.alerting.courier.email;

import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.yaml.Secret;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;

/**
 * Sends mails. Replies of 5xx (RFC 5321, 4.2.1) and a refused password are final, all else is worth
 * another try. A mail that some recipients got is sent: trying again would tell those twice.
 */
final class EmailNotifier implements Notifier {

  private static final int PERMANENT = 500;
  private static final int MAX_REASON = 200;

  private final EmailSettings settings;
  private final Words words;

  EmailNotifier(EmailSettings settings, Words words) {
    this.settings = settings;
    this.words = words;
  }

  @Override
  public Receipt.Outcome notify(Delivery delivery, Trace trace) {
    try {
      Session session = Session.getInstance(properties());
      Letterhead mail = Letterhead.of(session, settings, delivery, words.of(delivery));
      return send(session, mail);
    } catch (AuthenticationFailedException e) {
      return new Receipt.Outcome.Rejected("user name or password refused: " + reason(e));
    } catch (MessagingException e) {
      return retry(reason(e));
    } catch (IOException | GeneralSecurityException e) {
      return retry("ca_file cannot be used: " + e.getClass().getSimpleName());
    }
  }

  private Receipt.Outcome send(Session session, Letterhead mail) throws MessagingException {
    try (Transport transport = session.getTransport()) {
      Secret password = settings.password();
      transport.connect(
          settings.host(),
          settings.portToUse(),
          settings.username(),
          password == null ? null : password.reveal());
      transport.sendMessage(mail, mail.getAllRecipients());
      return new Receipt.Outcome.Sent("accepted by " + settings.host());
    } catch (SendFailedException e) {
      return refused(e);
    }
  }

  private Receipt.Outcome refused(SendFailedException e) {
    int reached = e.getValidSentAddresses() == null ? 0 : e.getValidSentAddresses().length;
    if (reached > 0) {
      return new Receipt.Outcome.Sent(
          "accepted for " + reached + " of " + settings.to().size() + " recipients");
    }
    return code(e) >= PERMANENT ? new Receipt.Outcome.Rejected(reason(e)) : retry(reason(e));
  }

  /** The reply code; of several recipients' the mildest, 0 when there is none. */
  private static int code(MessagingException e) {
    int own =
        switch (e) {
          case SMTPAddressFailedException it -> it.getReturnCode();
          case SMTPSenderFailedException it -> it.getReturnCode();
          case SMTPSendFailedException it -> it.getReturnCode();
          default -> 0;
        };
    int next = e.getNextException() instanceof MessagingException it ? code(it) : 0;
    return own == 0 || next == 0 ? Math.max(own, next) : Math.min(own, next);
  }

  private Properties properties() throws IOException, GeneralSecurityException {
    EmailSettings.Security security = settings.securityToUse();
    Properties it = new Properties();
    String millis = Long.toString(timeout().toMillis());
    it.put("mail.transport.protocol", "smtp");
    it.put("mail.smtp.connectiontimeout", millis);
    it.put("mail.smtp.timeout", millis);
    it.put("mail.smtp.writetimeout", millis);
    it.put("mail.smtp.sendpartial", "true");
    it.put("mail.smtp.auth", Boolean.toString(settings.username() != null));
    it.put("mail.smtp.ssl.checkserveridentity", "true");
    it.put(
        "mail.smtp.starttls.enable", Boolean.toString(security == EmailSettings.Security.STARTTLS));
    it.put(
        "mail.smtp.starttls.required",
        Boolean.toString(security == EmailSettings.Security.STARTTLS));
    it.put("mail.smtp.ssl.enable", Boolean.toString(security == EmailSettings.Security.TLS));
    if (settings.caFile() != null) {
      it.put("mail.smtp.ssl.socketFactory", Trust.in(settings.caFile()));
    }
    return it;
  }

  private Duration timeout() {
    Duration timeout = settings.timeout();
    return timeout == null ? Duration.ofSeconds(10) : timeout;
  }

  private String reason(MessagingException e) {
    String text = MessageText.clean(String.valueOf(e.getMessage())).strip();
    Secret password = settings.password();
    String clean = password == null ? text : text.replace(password.reveal(), "(secret)");
    return clean.length() <= MAX_REASON ? clean : clean.substring(0, MAX_REASON) + "…";
  }

  private static Receipt.Outcome retry(String reason) {
    return new Receipt.Outcome.Retry(Duration.ZERO, reason);
  }
}
