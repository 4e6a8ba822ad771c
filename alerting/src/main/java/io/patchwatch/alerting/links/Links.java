package io.patchwatch.alerting.links;

import io.patchwatch.alerting.courier.Text;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Incident;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Makes links and knows them again: {@code <base>/ack/<ticket>.<HMAC-SHA256 of the ticket>}, both
 * in base64url. Safe for use by several threads.
 */
public final class Links {

  /** Where they lead. */
  public static final String PATH = "/ack/";

  private static final String ALGORITHM = "HmacSHA256";
  private static final String SEPARATOR = "\n";
  private static final int PARTS = 4;
  private static final int LONGEST = 1000;
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final LinkSettings settings;

  public Links(LinkSettings settings) {
    this.settings = settings;
  }

  /** The link by which this receiver acknowledges this incident. */
  String to(Incident incident, String receiver, Instant now) {
    String ticket =
        String.join(
            SEPARATOR,
            incident.id(),
            incident.openedAt().toString(),
            receiver,
            now.plus(settings.time()).toString());
    String base = settings.baseUrl().toString();
    String slashless = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    byte[] bytes = ticket.getBytes(StandardCharsets.UTF_8);
    return slashless
        + PATH
        + ENCODER.encodeToString(bytes)
        + "."
        + ENCODER.encodeToString(signature(bytes));
  }

  /** What the last part of a link stands for; null: it was not made with this key. */
  @Nullable Ticket read(String token) {
    int dot = token.indexOf('.');
    if (token.length() > LONGEST || dot < 0) {
      return null;
    }
    try {
      byte[] ticket = Base64.getUrlDecoder().decode(token.substring(0, dot));
      byte[] signature = Base64.getUrlDecoder().decode(token.substring(dot + 1));
      return MessageDigest.isEqual(signature, signature(ticket)) ? parse(ticket) : null;
    } catch (IllegalArgumentException | DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Ticket parse(byte[] ticket) {
    String[] parts = new String(ticket, StandardCharsets.UTF_8).split(SEPARATOR, -1);
    return parts.length == PARTS
        ? new Ticket(parts[0], Instant.parse(parts[1]), parts[2], Instant.parse(parts[3]))
        : null;
  }

  private byte[] signature(byte[] ticket) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      byte[] key = settings.key().reveal().getBytes(StandardCharsets.UTF_8);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(ticket);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /**
   * These words with a link below what is to be acknowledged.
   *
   * @param label what stands before the link
   */
  public Words into(Words words, String label) {
    return delivery -> {
      Text text = words.of(delivery);
      if (!wantsAcknowledgement(delivery)) {
        return text;
      }
      List<String> lines = new ArrayList<>(text.details());
      Incident incident = delivery.incidents().get(0);
      lines.add(label + to(incident, delivery.receiver(), delivery.createdAt()));
      return new Text(text.title(), lines);
    };
  }

  private static boolean wantsAcknowledgement(Delivery delivery) {
    return switch (delivery.kind()) {
      case OPENED, UPDATED, REMINDER, ESCALATED -> delivery.incidents().size() == 1;
      case ACKNOWLEDGED, RESOLVED, DIGEST -> false;
    };
  }
}
