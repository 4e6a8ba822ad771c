package io.patchwatch.bench;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Log lines of a working day, made up from a seed in the forms that real servers write: people
 * connect, send requests, upload and leave; of a hundred lines three are failed logins of people
 * and of scanners from many addresses, and one comes of a password guesser who goes on all day.
 * Times move forward with the lines.
 */
final class WorkingDay {

  /** A record of a server. */
  record Line(String asset, String product, String text, Instant time) {}

  /** A server and what runs on it. */
  record Server(String asset, String product) {}

  private static final List<String> PRODUCTS =
      List.of("ejabberd", "prosody", "synapse", "rocket-chat", "openfire");

  /** One moment of one server, from which a line is made. */
  private record Moment(Instant time, String user, String ip, int number) {
    String at(DateTimeFormatter format) {
      return format.withZone(ZoneOffset.UTC).format(time);
    }
  }

  private static final DateTimeFormatter EJABBERD = format("yyyy-MM-dd HH:mm:ss.SSSSSSxxx");
  private static final DateTimeFormatter PROSODY = format("MMM dd HH:mm:ss");
  private static final DateTimeFormatter SYNAPSE = format("yyyy-MM-dd HH:mm:ss,SSS");
  private static final DateTimeFormatter OPENFIRE = format("yyyy.MM.dd HH:mm:ss.SSS");

  private final SplittableRandom random;
  private final Crowd crowd;
  private final Instant begin;
  private final double nanosALine;
  private long made;

  /**
   * A day.
   *
   * @param begin time of the first line
   * @param lines that are spread over the hour after it
   */
  WorkingDay(long seed, Instant begin, int lines) {
    this(seed, begin, lines, Crowd.OF_A_TOWN);
  }

  /** The same with other people. */
  WorkingDay(long seed, Instant begin, int lines, Crowd crowd) {
    this.random = new SplittableRandom(seed);
    this.crowd = crowd;
    this.begin = begin;
    this.nanosALine = 3_600_000_000_000.0 / lines;
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  /** All servers that have lines. */
  static List<Server> servers(Crowd crowd) {
    return servers(0, crowd.servers());
  }

  /** Those of them whose passwords nobody guesses. */
  static List<Server> leftAlone(Crowd crowd) {
    return servers(Crowd.GUESSED_AT, crowd.servers());
  }

  private static List<Server> servers(int from, int to) {
    return PRODUCTS.stream()
        .flatMap(
            product ->
                IntStream.range(from, to).mapToObj(i -> new Server(product + "-" + i, product)))
        .toList();
  }

  /** A failed login as this product's server writes it. */
  static String failedLogin(String product, Instant at, String user, String address) {
    return failed(product, new Moment(at, user, address, 525));
  }

  Line next() {
    Instant time = begin.plusNanos((long) (made++ * nanosALine));
    String product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
    int server = random.nextInt(crowd.servers());
    int kind = random.nextInt(100);
    int guesser = kind == 0 ? choose(crowd.guessers()) : 0;
    Moment at = kind == 0 ? guesser(guesser, time) : kind < 4 ? stranger(time) : person(time);
    String text = kind < 4 ? failed(product, at) : ordinary(product, at);
    int where = kind == 0 ? guesser % Crowd.GUESSED_AT : server;
    return new Line(product + "-" + where, product, text, time);
  }

  /** Draws nothing where there is no choice, so that a town's lines stay what they were. */
  private int choose(int of) {
    return of == 1 ? 0 : random.nextInt(of);
  }

  private Moment person(Instant time) {
    int who = random.nextInt(crowd.people());
    return new Moment(time, "user" + who, Crowd.addressOfPerson(who), number());
  }

  private Moment stranger(Instant time) {
    String address = Crowd.addressOfStranger(random.nextInt(crowd.strangers()));
    return new Moment(time, "user" + random.nextInt(crowd.people()), address, number());
  }

  private Moment guesser(int who, Instant time) {
    String user = who == 0 ? "admin" : "admin" + who;
    return new Moment(time, user, Crowd.addressOfGuesser(who), number());
  }

  private int number() {
    return random.nextInt(10, 10_000);
  }

  private static String failed(String product, Moment at) {
    return switch (product) {
      case "ejabberd" ->
          ejabberd(
              at,
              "warning",
              "ejabberd_c2s:process_auth_result/3:280",
              "(tls|<0.%d.0>) Failed c2s PLAIN authentication for %s@chat.example from %s: Invalid"
                  + " username or password");
      case "prosody" ->
          prosody(
              at,
              "c2s%08x",
              "info",
              "Failed authentication attempt (not-authorized) for user %s@chat.example from IP: %s");
      case "synapse" -> synapse(at, "POST", "/_matrix/client/v3/login", 403);
      case "rocket-chat" ->
          rocketChat(
              at,
              "\"name\":\"System\",\"msg\":\"Failed login detected - Username[%s]"
                  + " ClientAddress[172.18.0.1] ForwardedFor[%s] XRealIp[%2$s]"
                  + " UserAgent[Mozilla/5.0]\"");
      default ->
          openfire(
              at,
              "\u001b[33mWARN \u001b[m",
              "org.jivesoftware.admin.LoginLimitManager - Failed admin console login attempt by %s"
                  + " from %s");
    };
  }

  private String ordinary(String product, Moment at) {
    int which = random.nextInt(4);
    return switch (product) {
      case "ejabberd" -> ejabberd(which, at);
      case "prosody" -> prosody(which, at);
      case "synapse" -> synapse(which, at);
      case "rocket-chat" -> rocketChat(which, at);
      default -> openfire(which, at);
    };
  }

  private static String ejabberd(int which, Moment at) {
    return switch (which) {
      case 0 ->
          ejabberd(
              at,
              "info",
              "ejabberd_listener:accept/7:273",
              "(<0.%d.0>) Accepted connection %3$s:51234 -> 192.0.2.10:5222");
      case 1 ->
          ejabberd(
              at,
              "info",
              "ejabberd_c2s:process_auth_result/3:273",
              "(tls|<0.%d.0>) Accepted c2s SCRAM-SHA-1 authentication for %s@chat.example by mnesia"
                  + " backend from %s");
      case 2 ->
          ejabberd(
              at,
              "info",
              "ejabberd_c2s:bind/2:480",
              "(tls|<0.%d.0>) Opened c2s session for %s@chat.example/phone");
      default ->
          ejabberd(
              at,
              "info",
              "ejabberd_c2s:process_terminated/2:295",
              "(tls|<0.%d.0>) Closing c2s session for %s@chat.example/phone: Stream closed by peer");
    };
  }

  private static String ejabberd(Moment at, String level, String function, String message) {
    return at.at(EJABBERD)
        + " ["
        + level
        + "] <0."
        + at.number()
        + ".0>@"
        + function
        + " "
        + String.format(Locale.ROOT, message, at.number(), at.user(), at.ip());
  }

  private static String prosody(int which, Moment at) {
    return switch (which) {
      case 0 -> prosody(at, "c2s%08x", "info", "Client connected");
      case 1 -> prosody(at, "c2s%08x", "info", "Authenticated as %s@chat.example");
      case 2 -> prosody(at, "c2s%08x", "info", "Client disconnected: connection closed");
      default ->
          prosody(
              at, "mod_s2s", "info", "Beginning new connection attempt to peer.example ([%2$s])");
    };
  }

  private static String prosody(Moment at, String source, String level, String message) {
    return at.at(PROSODY)
        + " "
        + String.format(Locale.ROOT, source, at.number())
        + "\t"
        + level
        + "\t"
        + String.format(Locale.ROOT, message, at.user(), at.ip());
  }

  private static String synapse(int which, Moment at) {
    return switch (which) {
      case 0 -> synapse(at, "GET", "/_matrix/client/v3/sync?timeout=30000", 200);
      case 1 -> synapse(at, "PUT", "/_matrix/client/v3/rooms/!a:chat.example/send/m.room.x/7", 200);
      case 2 -> synapse(at, "PUT", "/_matrix/federation/v1/send/1763911495940", 200);
      default ->
          at.at(SYNAPSE)
              + " - synapse.handlers.presence - 512 - INFO - GET-"
              + at.number()
              + " - Presence of @"
              + at.user()
              + ":chat.example changed";
    };
  }

  private static String synapse(Moment at, String method, String path, int status) {
    String who = status == 403 ? "None" : "@" + at.user() + ":chat.example";
    return at.at(SYNAPSE)
        + " - synapse.access.http.8008 - 471 - INFO - "
        + method
        + "-"
        + at.number()
        + " - "
        + at.ip()
        + " - 8008 - {"
        + who
        + "} Processed request: 0.213sec/0.001sec ru=(0.002sec, 0.000sec) db=(0.001sec/0.003sec/3)"
        + " 54B "
        + status
        + " \""
        + method
        + " "
        + path
        + " HTTP/1.1\" \"Element/1.11\" [0 dbevts]";
  }

  private static String rocketChat(int which, Moment at) {
    return switch (which) {
      case 0 ->
          rocketChat(
              at,
              "\"name\":\"API\",\"method\":\"GET\",\"url\":\"/api/v1/channels.history?user=%s\","
                  + "\"userAgent\":\"Mozilla/5.0\",\"host\":\"chat.example\",\"remoteIP\":\"%s\","
                  + "\"status\":200,\"responseTime\":14");
      case 1 -> rocketChat(at, "\"name\":\"Meteor\",\"method\":\"loadHistory\",\"userId\":\"%s\"");
      case 2 -> rocketChat(at, "\"name\":\"Push\",\"msg\":\"send message to %s\"");
      default -> rocketChat(at, "\"name\":\"Notifications\",\"msg\":\"stream of %s\"");
    };
  }

  private static String rocketChat(Moment at, String fields) {
    return "{\"level\":30,\"time\":\""
        + at.time().truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
        + "\",\"pid\":28386,\"hostname\":\"vm\","
        + String.format(Locale.ROOT, fields, at.user(), at.ip())
        + "}";
  }

  private static String openfire(int which, Moment at) {
    return switch (which) {
      case 0 ->
          openfire(
              at,
              "\u001b[32mINFO \u001b[m",
              "org.jivesoftware.openfire.session.LocalClientSession - Session of %s@chat.example"
                  + " bound");
      case 1 ->
          openfire(
              at,
              "\u001b[32mINFO \u001b[m",
              "org.jivesoftware.openfire.muc.spi.LocalMUCRoom - %s joined the room");
      case 2 ->
          openfire(
              at,
              "\u001b[32mINFO \u001b[m",
              "org.jivesoftware.openfire.nio.NettyConnectionHandler - Connection of %2$s closed");
      default ->
          openfire(
              at,
              "\u001b[32mINFO \u001b[m",
              "org.jivesoftware.openfire.roster.Roster - Roster of %s loaded");
    };
  }

  private static String openfire(Moment at, String level, String message) {
    return at.at(OPENFIRE)
        + " "
        + level
        + " [socket_c2s-thread-"
        + at.number() % 32
        + "]: "
        + String.format(Locale.ROOT, message, at.user(), at.ip());
  }
}
