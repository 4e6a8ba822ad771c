package io.patchwatch.bench;

import io.patchwatch.bench.Pages.Loudness;
import io.patchwatch.bench.Pages.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Incidents at drawn times on drawn servers, and how many of them were told. */
final class Incidents {

  /** The first days are learned only. */
  private static final int FIRST_DAY = 3;

  private static final double SERVER_DAYS_EACH = 150;
  private static final int TRIES = 200;
  private static final Duration APART = Duration.ofHours(30);

  private final Instant begin;
  private final Random chance;
  private final Map<Integer, List<Trouble>> calendar = new HashMap<>();
  private final List<Incident> happened = new ArrayList<>();

  /** One of them. */
  record Incident(Trouble what, String server, String product, Instant at) {

    boolean covers(Told told) {
      return !told.at().isBefore(at)
          && told.at().isBefore(at.plus(what.length()))
          && (told.about(server, product)
              || (what == Trouble.STUFFING && what.causes().contains(told.cause())));
    }
  }

  Incidents(QuietMonth.Size size, Instant begin) {
    this.begin = begin;
    this.chance = new Random(size.seed() * 104_729L);
    int first = Math.min(FIRST_DAY, size.days() - 1);
    int each = (int) Math.max(1, size.servers() * size.days() / SERVER_DAYS_EACH);
    for (Trouble what : Trouble.values()) {
      for (int i = 0; i < each; i++) {
        int day = first + chance.nextInt(Math.max(1, size.days() - 1 - first));
        calendar.computeIfAbsent(day, it -> new ArrayList<>()).add(what);
      }
    }
  }

  /** Plans those of a day. */
  void plan(int day, List<ChatServer> servers) {
    for (Trouble what : calendar.getOrDefault(day, List.of())) {
      for (int i = 0; i < TRIES; i++) {
        ChatServer server = servers.get(chance.nextInt(servers.size()));
        Instant at = begin.plus(Duration.ofDays(day)).plusSeconds(chance.nextInt(24 * 60 * 60));
        if (what.canHappen(server) && isFree(what, server, at)) {
          what.happen(server, servers, at, chance);
          happened.add(new Incident(what, server.id(), server.dialect().product(), at));
          break;
        }
      }
    }
  }

  /** One after the other on a server; silence only where a line a minute is usual. */
  private boolean isFree(Trouble what, ChatServer server, Instant at) {
    boolean heard = what != Trouble.SILENCE || server.linesPerMinute() * server.shape(at) > 1;
    return heard
        && !server.isAway(at)
        && happened.stream()
            .filter(it -> it.server().equals(server.id()))
            .noneMatch(it -> Duration.between(it.at(), at).abs().compareTo(APART) < 0);
  }

  /** Recall of each kind with its delay, and precision of pages. */
  void figures(List<Told> told, List<Figure> figures) {
    int found = 0;
    for (Trouble what : Trouble.values()) {
      List<Incident> such = happened.stream().filter(it -> it.what() == what).toList();
      if (!such.isEmpty()) {
        found += recall(what, such, told, figures);
      }
    }
    figures.add(Figure.count("incidents: all", happened.size()));
    figures.add(share("incidents: told", found, happened.size()));
    List<Told> pages = told.stream().filter(it -> it.loudness() == Loudness.PAGE).toList();
    long right = pages.stream().filter(it -> happened.stream().anyMatch(i -> i.covers(it))).count();
    figures.add(share("incidents: pages that were about one", right, pages.size()));
  }

  private static int recall(
      Trouble what, List<Incident> such, List<Told> told, List<Figure> figures) {
    List<Duration> delays = new ArrayList<>();
    int paged = 0;
    for (Incident incident : such) {
      List<Told> right = right(incident, told);
      if (!right.isEmpty()) {
        delays.add(Duration.between(incident.at(), right.getFirst().at()));
      }
      if (right.stream().anyMatch(it -> it.loudness() == Loudness.PAGE)) {
        paged++;
      }
    }
    String delay =
        delays.isEmpty() ? "" : ", after " + Times.of(delays).percentile(50).toSeconds() + " s";
    figures.add(
        new Figure(
            what.label(),
            "told %d of %d, paged %d%s".formatted(delays.size(), such.size(), paged, delay)));
    return delays.size();
  }

  /** Tickets and pages that are about this incident and name it rightly, the first one first. */
  private static List<Told> right(Incident incident, List<Told> told) {
    Set<String> causes = incident.what().causes();
    return told.stream()
        .filter(it -> it.loudness() != Loudness.NOTE)
        .filter(it -> causes.contains(it.cause()) && incident.covers(it))
        .toList();
  }

  private static Figure share(String what, long some, long all) {
    String percent = all == 0 ? "none" : String.format(Locale.ROOT, "%.1f %%", 100.0 * some / all);
    return new Figure(what, some + " of " + all + " (" + percent + ")");
  }
}
