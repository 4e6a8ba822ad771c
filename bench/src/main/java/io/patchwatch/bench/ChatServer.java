package io.patchwatch.bench;

import io.patchwatch.bench.Dialect.Words;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A made-up server and the people on it. What it writes follows from its seed: how busy it is by
 * the hour and the day, noise (negative binomial, days that differ), bursts; everything else is put
 * into its calendar by {@link QuietLife} and {@link Trouble}.
 */
final class ChatServer {

  private static final List<String> ZONES =
      List.of("Europe/Berlin", "UTC", "America/New_York", "Asia/Shanghai", "Europe/Madrid");
  private static final double MINUTES_A_DAY = 1440;

  private final String id;
  private final Dialect dialect;
  private final ZoneId zone;
  private final Random chance;
  private final PriorityQueue<Due> calendar = new PriorityQueue<>();
  private final List<Instant> upgrades = new ArrayList<>();
  private final List<Instant[]> away = new ArrayList<>();
  private final double linesPerMinute;
  private final double night;
  private final double weekend;
  private final double lunch;
  private final double errorShare;
  private final int people;
  private double busyToday = 1;
  private double burst = 1;

  /** What is planned; how it is written is seen then, for another release may run by then. */
  private record Due(Instant at, String what, String user, String address, boolean one)
      implements Comparable<Due> {
    private static final Comparator<Due> ORDER =
        Comparator.comparing(Due::at).thenComparing(Due::what).thenComparing(Due::address);

    @Override
    public int compareTo(Due other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A server.
   *
   * @param linesPerDay of an average one; this one's are 0.3 to 3 times as many
   */
  ChatServer(int number, Dialect dialect, int linesPerDay, long seed) {
    this.id = "chat-" + number;
    this.dialect = dialect;
    chance = new Random(seed * 0x9E3779B97F4A7C15L ^ number * 0xBF58476D1CE4E5B9L);
    zone = ZoneId.of(ZONES.get(chance.nextInt(ZONES.size())));
    double size = Math.clamp(Math.exp(0.6 * chance.nextGaussian()), 0.3, 3);
    linesPerMinute = linesPerDay * size / MINUTES_A_DAY;
    people = (int) (150 * size);
    night = 0.05 + 0.25 * chance.nextDouble();
    weekend = 0.2 + 0.7 * chance.nextDouble();
    lunch = 0.6 + 0.4 * chance.nextDouble();
    errorShare = 0.002 + 0.02 * chance.nextDouble();
  }

  String id() {
    return id;
  }

  Dialect dialect() {
    return dialect;
  }

  ZoneId zone() {
    return zone;
  }

  Random chance() {
    return chance;
  }

  int people() {
    return people;
  }

  double linesPerMinute() {
    return linesPerMinute;
  }

  double errorsPerMinute() {
    return linesPerMinute * errorShare;
  }

  /** A day begins; days differ. */
  void newDay() {
    busyToday = Math.exp(0.12 * chance.nextGaussian());
  }

  /** From then on another release runs. */
  void upgrade(Instant at) {
    upgrades.add(at);
  }

  /** Between these it writes nothing. */
  void away(Instant from, Instant until) {
    away.add(new Instant[] {from, until});
  }

  boolean isAway(Instant at) {
    return away.stream().anyMatch(gap -> !at.isBefore(gap[0]) && at.isBefore(gap[1]));
  }

  /** How busy it is, 1 on the average of a working day. */
  double shape(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    double hour = local.getHour() + local.getMinute() / 60.0;
    double day = hour < 6 || hour > 22 ? 0 : Math.sin(Math.PI * (hour - 6) / 16);
    boolean noon = hour >= 12 && hour < 13;
    DayOfWeek weekday = local.getDayOfWeek();
    boolean free = weekday == DayOfWeek.SATURDAY || weekday == DayOfWeek.SUNDAY;
    return (night + (2 - night) * day) * (noon ? lunch : 1) * (free ? weekend : 1);
  }

  /** This will happen then. */
  void plan(Instant at, String what, String user, String address) {
    if (dialect.has(what)) {
      calendar.add(new Due(at, what, user, address, false));
    }
  }

  /** One of several things of that kind will happen then. */
  void planOne(Instant at, String what) {
    calendar.add(new Due(at, what, somebody(), home(), true));
  }

  /** Exactly this will be written then. */
  void planText(Instant at, String text) {
    calendar.add(new Due(at, text, "", "", false));
  }

  String somebody() {
    return "user" + chance.nextInt(people);
  }

  /** An address of a private household. */
  String home() {
    return "198.51." + (100 + chance.nextInt(100)) + "." + (1 + chance.nextInt(250));
  }

  private Words words(Instant at, String user, String address) {
    long release = upgrades.stream().filter(when -> !when.isAfter(at)).count();
    return new Words(id, user, address, "3." + release + ".0");
  }

  private List<String> lines(Due due) {
    Words words = words(due.at(), due.user(), due.address());
    if (due.one()) {
      return List.of(dialect.one(due.what(), due.at(), zone, words, chance));
    }
    return dialect.has(due.what())
        ? dialect.all(due.what(), due.at(), zone, words, chance)
        : List.of(due.what());
  }

  /** What it writes in the minute that begins then, in order. */
  List<Said> minute(Instant from) {
    Instant until = from.plusSeconds(60);
    List<Said> said = new ArrayList<>();
    while (!calendar.isEmpty() && calendar.peek().at().isBefore(until)) {
      Due due = calendar.remove();
      lines(due).forEach(text -> said.add(new Said(due.at(), id, dialect.product(), zone, text)));
    }
    chat(from, said);
    said.removeIf(line -> isAway(line.at()));
    said.sort(Comparator.comparing(Said::at));
    return said;
  }

  private void chat(Instant from, List<Said> said) {
    burst = chance.nextInt(2000) == 0 ? 2 + 2 * chance.nextDouble() : Math.max(1, burst * 0.93);
    double mean = linesPerMinute * shape(from) * busyToday * burst;
    int count = Chance.negativeBinomial(chance, mean, 3);
    for (int i = 0; i < count; i++) {
      Instant at = from.plus(Duration.ofMillis(chance.nextInt(60_000)));
      String what = chance.nextDouble() < errorShare ? "error" : "ordinary";
      Words words = words(at, somebody(), home());
      said.add(
          new Said(at, id, dialect.product(), zone, dialect.one(what, at, zone, words, chance)));
    }
  }
}
