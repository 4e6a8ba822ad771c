package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;

/**
 * One message to one receiver, to be sent by a courier. Topic {@code deliveries}, key: the
 * receiver, so that one courier sees all that a receiver is to be told in its order.
 *
 * @param id derived from what it tells to whom; a receiver that sees it twice drops the second
 * @param key messages of one receiver with the same key keep their order: the incident; of a digest
 *     the receiver, and a digest keeps its place among all messages of its receiver
 * @param receiver name of the receiver in the configuration
 * @param kind why it is sent
 * @param createdAt when it was decided to send it
 * @param title one line; says "resolved" when and only when it is
 * @param incidents what it is about: one incident, or many for a digest
 * @param more how many further incidents a digest does not list
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("delivery")
public record Delivery(
    String id,
    String key,
    String receiver,
    Kind kind,
    Instant createdAt,
    String title,
    List<Incident> incidents,
    long more) {

  /** Why a message is sent. */
  public enum Kind {
    OPENED,
    UPDATED,
    /** It is still open and nobody has acknowledged it. */
    REMINDER,
    /** Nobody acknowledged it in time, so others are told. */
    ESCALATED,
    /** A person has taken it. */
    ACKNOWLEDGED,
    RESOLVED,
    /** Many at once: the first import, or more than the receiver's budget. */
    DIGEST
  }

  public Delivery {
    Require.text(id, "delivery.id", 200);
    Require.text(key, "delivery.key", 300);
    Require.text(receiver, "receiver", 200);
    Require.present(kind, "kind");
    Require.present(createdAt, "createdAt");
    Require.text(title, "title", 500);
    incidents = List.copyOf(Require.present(incidents, "incidents"));
    Require.atLeast(0, more, "more");
  }
}
