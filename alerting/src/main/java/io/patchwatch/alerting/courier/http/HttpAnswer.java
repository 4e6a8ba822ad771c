package io.patchwatch.alerting.courier.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.patchwatch.alerting.courier.MessageText;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Wire;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What an HTTP answer means. Worth another try: 408, 425, 429 and all of 5xx. Pure.
 *
 * @param retryAfter the header of that name (RFC 9110, 10.2.3), seconds or a date
 * @param excerpt beginning of the body
 */
public record HttpAnswer(int status, Optional<String> retryAfter, String excerpt) {

  private static final int MAX_EXCERPT = 200;

  /** What the status alone says. */
  public Receipt.Outcome outcome(Instant now) {
    if (accepted()) {
      return new Receipt.Outcome.Sent("HTTP " + status);
    }
    if (status >= 300 && status < 400) {
      return new Receipt.Outcome.Rejected(
          "HTTP " + status + ": redirects are not followed; put the final address into url");
    }
    return transientFailure() ? retry(after(now)) : rejected();
  }

  /** Whether the status is one of success. */
  public boolean accepted() {
    return status >= 200 && status < 300;
  }

  /** Whether the same call may be accepted later. */
  private boolean transientFailure() {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  /** The body as JSON; a missing node if it is none. */
  public JsonNode json() {
    try {
      JsonNode tree = Wire.json().readTree(excerpt);
      return tree == null ? MissingNode.getInstance() : tree;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance(); // a proxy's page, say; callers tell it apart by this
    }
  }

  /** Worth another try, with this answer as the reason. */
  public Receipt.Outcome retry(Duration after) {
    return new Receipt.Outcome.Retry(after, reason());
  }

  /** Refused for good, with this answer as the reason. */
  public Receipt.Outcome rejected() {
    return new Receipt.Outcome.Rejected(reason());
  }

  /** Success by its status, but not in the words of the service: somebody else answered. */
  public Receipt.Outcome malformed() {
    return new Receipt.Outcome.Retry(Duration.ZERO, "malformed answer, " + reason());
  }

  private Duration after(Instant now) {
    return retryAfter.map(value -> parse(value.strip(), now)).orElse(Duration.ZERO);
  }

  private static Duration parse(String value, Instant now) {
    try {
      if (!value.isEmpty() && value.length() < 10 && value.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      Instant at = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
    } catch (DateTimeException e) {
      return Duration.ZERO; // what it asks for cannot be read, so our own pause must do
    }
  }

  private String reason() {
    String text = MessageText.clean(excerpt).strip();
    String cut = text.length() <= MAX_EXCERPT ? text : text.substring(0, MAX_EXCERPT) + "…";
    return "HTTP " + status + (cut.isEmpty() ? "" : ": " + cut);
  }
}
