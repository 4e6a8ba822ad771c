package io.patchwatch.events.shipping;

import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogObserved.LogOrigin;
import io.patchwatch.events.parsing.CleanText;
import io.patchwatch.events.parsing.LogText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The one policy for log records that others ship: whose they are, and what travels on the topic.
 * An id of an asset decides; else the host, and of several assets on one host the program or the
 * file. Immutable.
 */
public final class LogSources {

  private static final int MAX_PATH = 2048;

  /** An earlier time is a sender's mistake, and would make the record's own time look wrong. */
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

  private static final int MAX_SHOWN = 100;

  private final Map<String, Entry> byId = new HashMap<>();
  private final Map<String, List<Entry>> byHost = new HashMap<>();
  private final ShortNames shortNames;

  /** The policy over these assets. */
  public LogSources(List<LogSource> sources) {
    for (LogSource source : sources) {
      Entry entry = new Entry(source, source.words(), source.ownWords());
      byId.put(source.asset().id(), entry);
      file(LogSource.folded(source.asset().id()), entry);
      source.hosts().forEach(host -> file(host, entry));
    }
    shortNames = new ShortNames(sources.stream().flatMap(s -> s.hosts().stream()).toList());
  }

  private record Entry(LogSource source, Set<String> words, Set<String> ownWords) {}

  private void file(String host, Entry entry) {
    List<Entry> there = byHost.computeIfAbsent(host, key -> new ArrayList<>());
    if (!there.contains(entry)) {
      there.add(entry);
    }
  }

  /** Whether there is an asset of this id. */
  public boolean knows(String asset) {
    return byId.containsKey(asset);
  }

  /** Whose the record is. */
  public Attribution attribute(Shipped shipped) {
    String asset = shipped.asset();
    if (asset != null) {
      Entry named = byId.get(asset.strip());
      return named == null
          ? new Attribution.Unknown(
              "asset " + shown(asset), "add it to assets, or correct the id that the sender sets")
          : new Attribution.Known(named.source());
    }
    String host = shipped.host();
    if (host == null || host.isBlank()) {
      return withoutHost(shipped);
    }
    List<Entry> there = on(LogSource.folded(host));
    return there.isEmpty()
        ? unknown(shipped, "add " + shown(host) + " to the hosts of its asset")
        : oneOf(there, shipped);
  }

  private List<Entry> on(String host) {
    List<Entry> exact = byHost.get(host);
    return exact == null ? byHost.getOrDefault(shortNames.other(host), List.of()) : exact;
  }

  /** Only a name that the operator gave to one asset can stand for a host. */
  private Attribution withoutHost(Shipped shipped) {
    List<Entry> named = named(List.copyOf(byId.values()), shipped, Entry::ownWords);
    return named.size() == 1
        ? new Attribution.Known(named.getFirst().source())
        : unknown(shipped, "let the sender name the host or the asset");
  }

  private static Attribution oneOf(List<Entry> there, Shipped shipped) {
    List<Entry> named = named(there, shipped, Entry::words);
    if (named.size() == 1) {
      return new Attribution.Known(named.getFirst().source());
    }
    LogSource only = there.getFirst().source();
    if (named.isEmpty() && there.size() == 1 && only.programs().isEmpty()) {
      return new Attribution.Known(only);
    }
    String ids = String.join(", ", there.stream().map(e -> e.source().asset().id()).toList());
    return unknown(
        shipped,
        "if it is the log of one of these assets of that host, name its program in that asset's"
            + " programs: "
            + ids);
  }

  private static List<Entry> named(
      List<Entry> there, Shipped shipped, Function<Entry, Set<String>> words) {
    String program = shipped.program();
    String path = shipped.path();
    List<Entry> byProgram = program == null ? List.of() : of(there, w -> says(program, w), words);
    return byProgram.isEmpty() && path != null
        ? of(there, w -> leadsTo(path, w), words)
        : byProgram;
  }

  private static List<Entry> of(
      List<Entry> there, Predicate<Set<String>> matches, Function<Entry, Set<String>> words) {
    return there.stream().filter(entry -> matches.test(words.apply(entry))).toList();
  }

  private static boolean says(String program, Set<String> words) {
    String folded = LogSource.folded(program);
    return words.contains(folded) || words.contains(folded.substring(folded.lastIndexOf('/') + 1));
  }

  /** A directory or the file has the name: {@code /var/log/prosody/prosody.log}. */
  private static boolean leadsTo(String path, Set<String> words) {
    String folded = LogSource.folded(LogText.cut(path, MAX_PATH)).replace('\\', '/');
    if (words.contains(folded)) {
      return true;
    }
    int from = 0;
    while (from < folded.length()) {
      int slash = folded.indexOf('/', from);
      int to = slash < 0 ? folded.length() : slash;
      String part = folded.substring(from, to);
      int dot = part.indexOf('.');
      if (words.contains(part) || (dot > 0 && words.contains(part.substring(0, dot)))) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  private static Attribution unknown(Shipped shipped, String remedy) {
    StringBuilder sender = new StringBuilder();
    String host = shipped.host();
    sender.append("host ").append(host == null ? "(none)" : shown(host));
    String program = shipped.program();
    if (program != null) {
      sender.append(", program ").append(shown(program));
    }
    return new Attribution.Unknown(sender.toString(), remedy);
  }

  private static String shown(String text) {
    String clean = CleanText.of(LogText.cut(text, MAX_SHOWN)).replace('\n', ' ').replace('\t', ' ');
    return "'" + clean + "'";
  }

  /**
   * What travels: without secrets, of bounded length, with an id that is the same whenever the same
   * record is sent again.
   *
   * @param way by which it came: {@code syslog}, {@code otlp}, {@code http}, {@code kafka}…
   * @param now when it came
   */
  public static LogObserved observed(String way, Shipped shipped, LogSource source, Instant now) {
    LogText text = LogText.of(shipped.message(), shipped.truncated());
    Instant written = shipped.time();
    boolean believed = written != null && !written.isAfter(now) && !written.isBefore(EARLIEST);
    return new LogObserved(
        Fingerprints.of(source.asset().id(), way, shipped.identity()),
        written == null || !believed ? now : written,
        way,
        source.asset(),
        source.product().id(),
        new LogOrigin(way, place(way, shipped), shipped.offset(), source.zone()),
        text.text(),
        text.truncated());
  }

  private static String place(String way, Shipped shipped) {
    return Stream.of(shipped.path(), shipped.program(), shipped.host())
        .filter(Objects::nonNull)
        .map(place -> LogText.cut(CleanText.of(place), MAX_PATH))
        .filter(place -> !place.isBlank())
        .findFirst()
        .orElse(way);
  }
}
