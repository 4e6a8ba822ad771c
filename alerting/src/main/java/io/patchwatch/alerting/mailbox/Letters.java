package io.patchwatch.alerting.mailbox;

import io.patchwatch.events.topics.WireSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/** The letters of all receivers of a task, and which of them wait. */
final class Letters {

  private static final String LETTERS = "letters";

  /** Letters that wait -> when they may be told. Small, hence in memory. */
  private static final String DUE = "letters-due";

  private final KeyValueStore<String, Letter> letters;
  private final KeyValueStore<String, Long> due;
  private final MailboxSettings settings;
  private final Duration longestWait;

  Letters(ProcessorContext<?, ?> context, MailboxSettings settings, Duration longestWait) {
    this.longestWait = Letter.longestWait(settings).plus(longestWait);
    this.letters = context.getStateStore(LETTERS);
    this.due = context.getStateStore(DUE);
    this.settings = settings;
  }

  static Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LETTERS),
            Serdes.String(),
            new WireSerde<>(Letter.class)),
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(DUE), Serdes.String(), Serdes.Long()));
  }

  @Nullable Letter get(String receiver, String incident) {
    return letters.get(key(receiver, incident));
  }

  void put(String receiver, Letter letter) {
    String key = key(receiver, letter.incident().id());
    if (letter.over()) {
      letters.delete(key);
    } else {
      letters.put(key, letter);
    }
    Instant at = letter.dueAt(settings);
    if (at == null) {
      due.delete(key);
    } else {
      due.put(key, at.toEpochMilli());
    }
  }

  /** What waits for this receiver; looked up when it is asked for. */
  Mailbox.Waiting waiting(String receiver, Instant now) {
    return new Found(receiver, now);
  }

  private KeyValueIterator<String, Long> of(String receiver) {
    return due.prefixScan(key(receiver, ""), new StringSerializer());
  }

  private List<Letter> read(List<String> keys) {
    return keys.stream().map(letters::get).sorted(Letter.WORST_FIRST).toList();
  }

  private List<String> allKeys(String receiver) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<String, Long> all = of(receiver)) {
      all.forEachRemaining(entry -> keys.add(entry.key));
    }
    return keys;
  }

  private static String key(String receiver, String incident) {
    return receiver + "/" + incident;
  }

  private final class Found implements Mailbox.Waiting {
    private final String receiver;
    private final Instant now;

    Found(String receiver, Instant now) {
      this.receiver = receiver;
      this.now = now;
    }

    @Override
    public Mailbox.DueLetters due() {
      Duration longest = longestWait;
      List<String> keys = new ArrayList<>();
      Instant since = now;
      try (KeyValueIterator<String, Long> all = of(receiver)) {
        while (all.hasNext()) {
          var entry = all.next();
          Instant at = Instant.ofEpochMilli(entry.value);
          if (isDue(at, longest)) {
            keys.add(entry.key);
            since = at.isBefore(since) ? at : since;
          }
        }
      }
      return new Mailbox.DueLetters(keys.size(), since, () -> read(keys));
    }

    /** A time that lies too far ahead means that the clock was put back. */
    private boolean isDue(Instant at, Duration longest) {
      return !at.isAfter(now) || at.isAfter(now.plus(longest));
    }

    @Override
    public List<Letter> readAll() {
      return read(allKeys(receiver));
    }
  }
}
