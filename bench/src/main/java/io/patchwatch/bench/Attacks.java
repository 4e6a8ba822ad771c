package io.patchwatch.bench;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Attackers, each of whom fails five times to log in to one account of a server of his own, from an
 * address of which nothing else comes. So each is one page, and its title names the address: a
 * second attack on a server would join the incident of the first.
 */
final class Attacks {

  private static final int FAILURES = 5;
  private static final List<String> PRODUCTS =
      List.of("ejabberd", "prosody", "rocket-chat", "synapse");
  private static final Pattern ADDRESS = Pattern.compile("brute force from one address: (\\S+) ");

  private final ServerLogs logs;
  private final Clock clock;
  private final List<WorkingDay.Server> servers;
  private final Map<String, Long> begun = new HashMap<>();
  private int made;

  Attacks(ServerLogs logs, Crowd crowd, Clock clock) {
    this.logs = logs;
    this.clock = clock;
    this.servers = servers(crowd);
  }

  private static List<WorkingDay.Server> servers(Crowd crowd) {
    return WorkingDay.leftAlone(crowd).stream()
        .filter(it -> PRODUCTS.contains(it.product()))
        .toList();
  }

  /** How many there can be. */
  static int most(Crowd crowd) {
    return servers(crowd).size();
  }

  /** The next one, on the next server; its time is that of the fifth line. */
  void next() throws IOException {
    WorkingDay.Server server = servers.get(made);
    String address = Crowd.addressOfAttacker(made);
    for (int i = 0; i < FAILURES; i++) {
      String line =
          WorkingDay.failedLogin(server.product(), clock.instant(), "victim" + made, address);
      logs.append(server.asset(), line + "\n");
    }
    begun.put(address, System.nanoTime());
    made++;
  }

  /** What is counted from here on: the ones before were for warming up. */
  void forget() {
    begun.clear();
  }

  /** The attacks that are counted. */
  int counted() {
    return begun.size();
  }

  /** Lines of all attacks, those that are not counted as well. */
  long lines() {
    return (long) FAILURES * made;
  }

  /** Those of the counted attacks of which the pager was told. */
  List<Duration> latencies(Pager pager) {
    List<Duration> took = new ArrayList<>();
    begun.forEach(
        (address, start) -> {
          Long end = pager.toldAt().get(address);
          if (end != null) {
            took.add(Duration.ofNanos(end - start));
          }
        });
    return took;
  }

  /** The attacker that a page is about; of other pages the whole title. */
  static String subject(String title) {
    Matcher matcher = ADDRESS.matcher(title);
    return matcher.find() ? matcher.group(1) : title;
  }
}
