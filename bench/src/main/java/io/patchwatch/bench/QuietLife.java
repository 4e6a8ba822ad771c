package io.patchwatch.bench;

import static io.patchwatch.bench.Chance.between;
import static io.patchwatch.bench.Chance.happens;
import static io.patchwatch.bench.Chance.poisson;
import static io.patchwatch.bench.Chance.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;

/** What happens on servers where nothing is wrong, day by day. */
final class QuietLife {

  private static final Duration DAY = Duration.ofDays(1);
  private static final List<String> GUESSED =
      List.of("admin", "test", "root", "info", "support", "user", "guest", "backup");

  private final List<ChatServer> servers;
  private final Random chance;

  QuietLife(List<ChatServer> servers, long seed) {
    this.servers = servers;
    this.chance = new Random(seed * 7919);
  }

  /** Plans a day for all servers. */
  void plan(Instant day) {
    for (ChatServer server : servers) {
      server.newDay();
      people(server, day);
      oldDevice(server, day);
      scanners(server, day);
      operations(server, day);
    }
    sweep(day);
  }

  /** An instant of that day when people are up: drawn again while it is quiet. */
  private static Instant awake(ChatServer server, Instant day) {
    Instant at = within(server.chance(), day, DAY);
    for (int i = 0; i < 20 && server.chance().nextDouble() * 2 > server.shape(at); i++) {
      at = within(server.chance(), day, DAY);
    }
    return at;
  }

  /** Two of a hundred log in anew and mistype; a few of those often. Half sit in one office. */
  private static void people(ChatServer server, Instant day) {
    Random chance = server.chance();
    int logins = poisson(chance, server.dialect().console() ? 0.5 : server.people() * 0.1);
    for (int i = 0; i < logins; i++) {
      Instant at = awake(server, day);
      String user = server.somebody();
      String from = happens(chance, 0.5) ? office(server) : server.home();
      int mistakes = mistakes(chance);
      for (int n = 0; n < mistakes; n++) {
        server.plan(at, "failed", user, from);
        at = at.plusSeconds(between(chance, 4, 40));
      }
      server.plan(at, "accepted", user, from);
    }
  }

  private static int mistakes(Random chance) {
    double draw = chance.nextDouble();
    if (draw < 0.8) {
      return 0;
    }
    return draw < 0.94 ? 1 : draw < 0.98 ? 2 : draw < 0.999 ? 3 : between(chance, 4, 7);
  }

  static String office(ChatServer server) {
    return "192.0.2." + (1 + Math.floorMod(server.id().hashCode(), 250));
  }

  /** Once in about fifty days somebody forgets a device with the old password. */
  private static void oldDevice(ChatServer server, Instant day) {
    Random chance = server.chance();
    if (server.dialect().console() || !happens(chance, 0.02)) {
      return;
    }
    String user = server.somebody();
    String from = server.home();
    Duration pause = Duration.ofSeconds(between(chance, 150, 3600));
    Instant at = awake(server, day);
    Instant end = at.plus(Duration.ofHours(between(chance, 1, 20)));
    while (at.isBefore(end)) {
      server.plan(at, "failed", user, from);
      at = at.plus(pause);
    }
  }

  /** The background noise of the internet: a few addresses a day with a few guesses each. */
  private static void scanners(ChatServer server, Instant day) {
    Random chance = server.chance();
    int addresses = poisson(chance, 3);
    for (int i = 0; i < addresses; i++) {
      Instant at = within(chance, day, DAY);
      String from = stranger(chance);
      int guesses = between(chance, 1, 5);
      for (int n = 0; n < guesses; n++) {
        server.plan(at, "failed", guessed(chance), from);
        at = at.plusSeconds(between(chance, 20, 900));
      }
    }
  }

  /** One address goes through some servers of the fleet, one guess each, every other day. */
  private void sweep(Instant day) {
    if (!happens(chance, 0.5)) {
      return;
    }
    Instant at = within(chance, day, DAY);
    String from = stranger(chance);
    int many = between(chance, 2, Math.min(6, Math.max(2, servers.size())));
    for (int i = 0; i < many; i++) {
      ChatServer server = servers.get(chance.nextInt(servers.size()));
      server.plan(at, "failed", guessed(chance), from);
      at = at.plusSeconds(between(chance, 20, 900));
    }
  }

  static String stranger(Random chance) {
    return "203.0." + chance.nextInt(250) + "." + (1 + chance.nextInt(250));
  }

  static String guessed(Random chance) {
    return GUESSED.get(chance.nextInt(GUESSED.size()));
  }

  private static void operations(ChatServer server, Instant day) {
    Random chance = server.chance();
    night(server, day);
    if (happens(chance, 1 / 60.0)) {
      server.plan(local(server, day, 4, 12), "renew", "root", "127.0.0.1");
    }
    if (happens(chance, 1 / 10.0)) {
      restart(server, local(server, day, between(chance, 5, 22), between(chance, 0, 59)), 1);
    }
    if (happens(chance, 1 / 20.0)) {
      deploy(server, local(server, day, between(chance, 9, 17), between(chance, 0, 59)));
    }
    if (happens(chance, 1 / 30.0)) {
      blip(server, local(server, day, 3, between(chance, 0, 59)));
    }
    boolean sunday = day.atZone(server.zone()).getDayOfWeek() == DayOfWeek.SUNDAY;
    if (sunday && happens(chance, 0.25)) {
      maintenance(server, local(server, day, 2, between(chance, 0, 30)));
    }
    if (happens(chance, 1 / 4.0)) {
      trouble(server, awake(server, day));
    }
  }

  private static Instant local(ChatServer server, Instant day, int hour, int minute) {
    ZonedDateTime local = day.atZone(server.zone()).with(LocalTime.of(hour, minute));
    return local.toInstant().isBefore(day) ? local.plusDays(1).toInstant() : local.toInstant();
  }

  /** Log rotation at midnight, a backup after it. */
  private static void night(ChatServer server, Instant day) {
    server.plan(local(server, day, 0, 0), "rotate", "root", "127.0.0.1");
    Instant at = local(server, day, 2, 30);
    int lines = between(server.chance(), 15, 40);
    for (int i = 0; i < lines; i++) {
      server.plan(at, "cron", "root", "127.0.0.1");
      at = at.plusSeconds(between(server.chance(), 1, 20));
    }
  }

  /** Down for some seconds, then everybody comes back. */
  private static Instant restart(ChatServer server, Instant at, int minutes) {
    Random chance = server.chance();
    server.plan(at, "stop", "root", "127.0.0.1");
    Instant up = at.plusSeconds(60L * minutes + between(chance, 5, 40));
    server.away(at.plusSeconds(1), up);
    server.plan(up, "start", "root", "127.0.0.1");
    int back = poisson(chance, server.people() * 0.2 * Math.min(1, server.shape(up)));
    for (int i = 0; i < back; i++) {
      server.planOne(within(chance, up.plusSeconds(2), Duration.ofMinutes(4)), "ordinary");
    }
    return up;
  }

  /** A new release: new kinds of lines, some errors at first, sometimes a second start. */
  private static void deploy(ChatServer server, Instant at) {
    Random chance = server.chance();
    Instant up = restart(server, at, 1);
    server.upgrade(up.minusSeconds(1));
    server.plan(up.plusSeconds(3), "release", "root", "127.0.0.1");
    int errors = between(chance, 3, 15);
    for (int i = 0; i < errors; i++) {
      server.planOne(within(chance, up.plusSeconds(3), Duration.ofMinutes(5)), "error");
    }
    if (happens(chance, 0.15)) {
      var unused = restart(server, up.plusSeconds(between(chance, 150, 600)), 0);
    }
  }

  /** The database is restarted by its own backup. */
  private static void blip(ChatServer server, Instant at) {
    int lines = between(server.chance(), 1, 5);
    for (int i = 0; i < lines; i++) {
      server.plan(at.plusSeconds(2L * i), "database", server.somebody(), server.home());
    }
  }

  private static void maintenance(ChatServer server, Instant at) {
    var unused = restart(server, at, between(server.chance(), 10, 40));
  }

  /** Something of no consequence goes wrong for some minutes. */
  private static void trouble(ChatServer server, Instant at) {
    Random chance = server.chance();
    Duration length = Duration.ofMinutes(between(chance, 5, 20));
    double usual = server.errorsPerMinute() * server.shape(at) * length.toMinutes();
    int errors = poisson(chance, 1 + 2 * usual);
    for (int i = 0; i < errors; i++) {
      server.planOne(within(chance, at, length), "error");
    }
  }
}
