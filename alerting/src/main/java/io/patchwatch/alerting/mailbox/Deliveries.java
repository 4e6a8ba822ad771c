package io.patchwatch.alerting.mailbox;

import io.patchwatch.events.Delivery;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Incident;
import io.patchwatch.events.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes deliveries of messages; the same message always gets the same id. Pure. */
final class Deliveries {

  /** So many incidents a digest lists, if they fit. */
  static final int MAX_LISTED = 50;

  /** So many members of each. */
  static final int MAX_MEMBERS_LISTED = 5;

  /** So large the listed incidents may be together, in bytes of JSON. */
  static final int MAX_BYTES = 256 * 1024;

  private Deliveries() {}

  static Delivery of(String receiver, Mailbox.Message message, Instant now) {
    List<Letter> letters = message.letters();
    return letters.size() == 1
        ? single(receiver, letters.get(0), now)
        : digest(receiver, letters, now);
  }

  private static Delivery single(String receiver, Letter letter, Instant now) {
    Incident incident = letter.incident();
    Delivery.Kind kind = Objects.requireNonNull(letter.kind(), "nothing to tell");
    return new Delivery(
        Fingerprints.of(receiver, letter.identity(kind.name())),
        incident.id(),
        receiver,
        kind,
        now,
        Wording.single(letter, kind),
        List.of(incident),
        0);
  }

  private static Delivery digest(String receiver, List<Letter> letters, Instant now) {
    List<Incident> listed = listed(letters);
    return new Delivery(
        digestId(receiver, letters),
        receiver,
        receiver,
        Delivery.Kind.DIGEST,
        now,
        Wording.digest(letters),
        listed,
        (long) letters.size() - listed.size());
  }

  private static String digestId(String receiver, List<Letter> letters) {
    List<String> parts = new ArrayList<>(List.of(receiver, Delivery.Kind.DIGEST.name()));
    letters.stream()
        .map(letter -> letter.identity(String.valueOf(letter.kind())))
        .sorted()
        .forEach(parts::add);
    return Fingerprints.of(parts.toArray(String[]::new));
  }

  private static List<Incident> listed(List<Letter> letters) {
    List<Incident> listed = new ArrayList<>();
    long bytes = 0;
    for (Letter letter : letters) {
      Incident incident = letter.incident().listing(MAX_MEMBERS_LISTED);
      bytes += Wire.encode(incident).length;
      if (listed.size() == MAX_LISTED || (bytes > MAX_BYTES && !listed.isEmpty())) {
        break;
      }
      listed.add(incident);
    }
    return listed;
  }
}
