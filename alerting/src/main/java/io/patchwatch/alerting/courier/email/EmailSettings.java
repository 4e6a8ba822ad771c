package io.patchwatch.alerting.courier.email;

import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.http.HttpTarget;
import io.patchwatch.events.yaml.Secret;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * People who are told by e-mail.
 *
 * @param host of the SMTP server
 * @param port null: 587, with {@code security: tls} 465, with {@code security: none} 25
 * @param security {@code starttls} (the connection must become encrypted before anything is said;
 *     the default), {@code tls} (encrypted from the start) or {@code none}
 * @param username null: without authentication
 * @param password of the user, a secret; or {@code password_file}
 * @param caFile the certificates that are trusted, PEM; null: those of the JDK
 * @param from sender
 * @param to recipients, 1 to 50
 * @param timeout for each step of the conversation, 1 ms to 5 min; null: 10 s
 */
public record EmailSettings(
    String host,
    @Nullable Integer port,
    @Nullable Security security,
    @Nullable String username,
    @Nullable Secret password,
    @Nullable Path caFile,
    String from,
    List<String> to,
    @Nullable Duration timeout)
    implements Way {

  private static final int MAX_RECIPIENTS = 50;

  /** How the connection is encrypted. */
  public enum Security {
    STARTTLS,
    TLS,
    NONE
  }

  public EmailSettings {
    if (host == null || host.isBlank()) {
      throw new IllegalArgumentException("host: missing; name the SMTP server");
    }
    security = security == null ? Security.STARTTLS : security;
    if (username != null) {
      HttpTarget.present(password, "password");
      if (security == Security.NONE) {
        throw new IllegalArgumentException(
            "security: none would send the password unencrypted; use starttls or tls");
      }
    }
    if (to == null || to.isEmpty() || to.size() > MAX_RECIPIENTS) {
      throw new IllegalArgumentException("to: give 1 to " + MAX_RECIPIENTS + " addresses");
    }
    to = List.copyOf(to);
    address(from, "from");
    to.forEach(it -> address(it, "to"));
    timeout = HttpTarget.timeout(timeout);
  }

  /** An address as mail headers want it. */
  static InternetAddress address(@Nullable String text, String key) {
    try {
      InternetAddress address = new InternetAddress(text == null ? "" : text, true);
      address.validate();
      return address;
    } catch (AddressException e) {
      throw new IllegalArgumentException(
          key + ": '" + text + "' is not an e-mail address; write name@example.org");
    }
  }

  int portToUse() {
    return switch (securityToUse()) {
      case STARTTLS -> port == null ? 587 : port;
      case TLS -> port == null ? 465 : port;
      case NONE -> port == null ? 25 : port;
    };
  }

  Security securityToUse() {
    return security == null ? Security.STARTTLS : security;
  }

  @Override
  public Notifier open(Supplies supplies) {
    return new EmailNotifier(this, supplies.words());
  }

  @Override
  public Set<URI> targets() {
    return Set.of(URI.create("smtp://" + host + ":" + portToUse()));
  }
}
