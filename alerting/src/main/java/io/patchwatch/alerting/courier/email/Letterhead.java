package io.patchwatch.alerting.courier.email;

import io.patchwatch.alerting.courier.Text;
import io.patchwatch.events.Delivery;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.util.Date;

/**
 * A delivery as a mail. Its Message-ID is derived from the delivery's id, so a mail that was sent
 * twice can be told apart; all mails about one incident are one thread (RFC 5322, 3.6.4). It says
 * that a machine wrote it (RFC 3834), so that nobody's absence is answered.
 */
final class Letterhead extends MimeMessage {

  private final String id;

  private Letterhead(Session session, String id) {
    super(session);
    this.id = id;
  }

  static Letterhead of(Session session, EmailSettings settings, Delivery delivery, Text text)
      throws MessagingException {
    Letterhead mail = new Letterhead(session, "<" + delivery.id() + "@patchwatch>");
    mail.setFrom(EmailSettings.address(settings.from(), "from"));
    for (String recipient : settings.to()) {
      mail.addRecipient(Message.RecipientType.TO, EmailSettings.address(recipient, "to"));
    }
    mail.setSubject(text.title(), StandardCharsets.UTF_8.name());
    mail.setText(text.whole(), StandardCharsets.UTF_8.name());
    mail.setSentDate(Date.from(delivery.createdAt()));
    mail.setHeader("References", "<" + delivery.key() + "@patchwatch>");
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-PatchWatch-Delivery", delivery.id());
    mail.saveChanges();
    return mail;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", id);
  }
}
