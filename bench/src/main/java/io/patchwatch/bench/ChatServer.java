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
  private final PriorityQueue<Said> calendar =
      new PriorityQueue<>(Comparator.comparing(Said::at).thenComparing(Said::text));
  private final List<Instant[]> away = new ArrayList<>();
  private final double linesPerMinute;
  private final double night;
  private final double weekend;
  private final double lunch;
  private final double errorShare;
  private final int people;
  private double busyToday = 1;
  private double burst = 1;
  private int version = 1;

  /**
   * A server.
   *
   * @param linesPerDay of an average one; this one's are 0.3 to 3 times as many
   */
  ChatServer(int number, Dialect dialect, int linesPerDay, long seed) {
    this.id = "chat-" + number;
    this.dialect = dialect;
    chance = new Random(seed * 1_000_003 + number);
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

  /** From the next start on another release runs. */
  void upgrade() {
    version++;
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

  /** This will be written then. */
  void plan(Instant at, String what, String user, String address) {
    if (dialect.has(what)) {
      Words words = words(user, address);
      dialect.all(what, at, zone, words, chance).forEach(text -> plan(at, text));
    }
  }

  /** One of several forms will be written then. */
  void planOne(Instant at, String what) {
    plan(at, dialect.one(what, at, zone, words(somebody(), home()), chance));
  }

  /** Exactly this will be written then. */
  void plan(Instant at, String text) {
    calendar.add(new Said(at, id, dialect.product(), zone, text));
  }

  String somebody() {
    return "user" + chance.nextInt(people);
  }

  /** An address of a private household. */
  String home() {
    return "198.51." + (100 + chance.nextInt(100)) + "." + (1 + chance.nextInt(250));
  }

  private Words words(String user, String address) {
    return new Words(id, user, address, "3." + version + ".0");
  }

  /** What it writes in the minute that begins then, in order. */
  List<Said> minute(Instant from) {
    Instant until = from.plusSeconds(60);
    List<Said> said = new ArrayList<>();
    while (!calendar.isEmpty() && calendar.peek().at().isBefore(until)) {
      said.add(calendar.poll());
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
      Words words = words(somebody(), home());
      said.add(
          new Said(at, id, dialect.product(), zone, dialect.one(what, at, zone, words, chance)));
    }
  }
}
