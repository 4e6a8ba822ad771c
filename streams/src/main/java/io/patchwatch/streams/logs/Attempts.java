package io.patchwatch.streams.logs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.patchwatch.events.Asset;
import io.patchwatch.events.LogParsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failed logins of one suspect. Log records come out of order and twice, so the newest failures
 * are kept with their ids and times.
 *
 * @param recent the newest failures, ascending in time
 * @param count all failures since the first of {@code recent} that was ever kept
 * @param users the accounts that were tried, at most {@link #MAX_USERS}
 * @param samples log lines as evidence
 * @param locator where they were read
 * @param success newest successful login after a failure; null: none
 * @param told what was told of it; null: nothing yet
 * @param trace trace id of the newest failure
 */
record Attempts(
    Suspect suspect,
    Asset asset,
    List<Failure> recent,
    long count,
    Instant from,
    Instant to,
    List<String> users,
    List<String> samples,
    String locator,
    @Nullable Success success,
    @Nullable Told told,
    String trace) {

  static final int MAX_USERS = 2;
  private static final int MAX_SAMPLES = 5;
  private static final int MAX_SAMPLE = 512;

  /** A failed login. */
  record Failure(String id, Instant time) {}

  /** A login that succeeded. */
  record Success(String id, Instant time, @Nullable String user) {}

  /** What was told last. */
  record Told(long count, String title) {}

  static Attempts first(Suspect suspect, LogParsed log, String trace) {
    return new Attempts(
        suspect,
        log.asset(),
        List.of(),
        0,
        log.time(),
        log.time(),
        List.of(),
        List.of(),
        log.origin().path(),
        null,
        null,
        trace);
  }

  /** Whether this record was counted already, as far back as is remembered. */
  boolean knows(LogParsed log) {
    return recent.stream().anyMatch(f -> f.id().equals(log.id()))
        || (success != null && success.id().equals(log.id()));
  }

  /** One failure more. */
  Attempts failed(LogParsed log, String newTrace, BruteForceSettings settings) {
    List<Failure> failures = new ArrayList<>(recent);
    failures.add(new Failure(log.id(), log.time()));
    failures.sort(Comparator.comparing(Failure::time).thenComparing(Failure::id));
    if (told == null) {
      forget(failures, settings.window());
    }
    boolean counted = told != null;
    int surplus = failures.size() - 4 * settings.failures();
    List<Failure> kept = surplus > 0 ? failures.subList(surplus, failures.size()) : failures;
    return new Attempts(
        suspect,
        log.asset(),
        List.copyOf(kept),
        counted ? count + 1 : kept.size(),
        counted ? earlier(from, log.time()) : kept.getFirst().time(),
        earlier(log.time(), to).equals(to) ? log.time() : to,
        with(users, log.field("user.name"), MAX_USERS),
        with(samples, cut(log.field("message")), MAX_SAMPLES),
        locator,
        success,
        told,
        newTrace);
  }

  /** Forgets what is too old to make an attack with the newest failure. */
  private static void forget(List<Failure> failures, Duration window) {
    Instant oldest = failures.getLast().time().minus(window);
    failures.removeIf(f -> f.time().isBefore(oldest));
  }

  Attempts succeeded(LogParsed log) {
    if (success != null && !log.time().isAfter(success.time())) {
      return this;
    }
    Success newest = new Success(log.id(), log.time(), log.field("user.name"));
    return new Attempts(
        suspect, asset, recent, count, from, to, users, samples, locator, newest, told, trace);
  }

  Attempts telling(Told now) {
    return new Attempts(
        suspect, asset, recent, count, from, to, users, samples, locator, success, now, trace);
  }

  /** Whether any so many failures in a row lie within the window; once told it stays so. */
  boolean isAttack(BruteForceSettings settings) {
    int n = settings.failures();
    for (int i = 0; i + n <= recent.size() && told == null; i++) {
      Duration took = Duration.between(recent.get(i).time(), recent.get(i + n - 1).time());
      if (took.compareTo(settings.window()) <= 0) {
        return true;
      }
    }
    return told != null;
  }

  /** Whether a login succeeded after enough failures: the attacker may be in. */
  boolean brokeIn(BruteForceSettings settings) {
    return success != null
        && recent.stream().filter(f -> !f.time().isAfter(success.time())).count()
            >= settings.failures();
  }

  /** The one account that was tried; null when there were several, or none was named. */
  @JsonIgnore
  @Nullable String onlyUser() {
    return users.size() == 1 ? users.getFirst() : suspect.account();
  }

  private static List<String> with(List<String> list, @Nullable String more, int max) {
    if (more == null || list.size() >= max || list.contains(more)) {
      return list;
    }
    List<String> longer = new ArrayList<>(list);
    longer.add(more);
    return List.copyOf(longer);
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= MAX_SAMPLE ? text : text.substring(0, MAX_SAMPLE);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
