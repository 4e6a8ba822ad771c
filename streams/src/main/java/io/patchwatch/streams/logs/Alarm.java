package io.patchwatch.streams.logs;

import io.patchwatch.events.Attacked;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Finding.Resolution;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.life.Signal;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Words what failed logins amount to. */
final class Alarm {

  private Alarm() {}

  /** What is to be told now; null when it was told already, or is no attack. */
  static Signal.@Nullable Raise of(
      Attempts attempts, @Nullable Outage outage, BruteForceSettings settings, Instant at) {
    boolean innocent = outage != null && outage.mayExplain(attempts, settings.window());
    String title = title(attempts, innocent, settings);
    if (!attempts.isAttack(settings) || !news(attempts, title)) {
      return null;
    }
    return new Signal.Raise(
        attempts.suspect().fingerprint(),
        at,
        attempts.asset(),
        severity(attempts, innocent, settings),
        conclusion(attempts, title));
  }

  /** Opened, of another weight than before, or twice as many as when it was told last. */
  private static boolean news(Attempts attempts, String title) {
    Attempts.Told told = attempts.told();
    return told == null || !told.title().equals(title) || attempts.count() >= 2 * told.count();
  }

  /** What to remember of an alarm. */
  static Attempts.Told told(Attempts attempts, Signal.Raise alarm) {
    return new Attempts.Told(attempts.count(), ((Attacked) alarm.conclusion()).title());
  }

  private static String title(Attempts attempts, boolean innocent, BruteForceSettings settings) {
    String what =
        attempts.brokeIn(settings)
            ? "Login brute force, then a successful login"
            : "Login brute force";
    return innocent ? what + " (or only the database outage at that time)" : what;
  }

  private static Severity severity(
      Attempts attempts, boolean innocent, BruteForceSettings settings) {
    if (attempts.brokeIn(settings)) {
      return innocent ? Severity.MEDIUM : Severity.CRITICAL;
    }
    return innocent ? Severity.LOW : Severity.HIGH;
  }

  private static Attacked conclusion(Attempts attempts, String title) {
    Suspect suspect = attempts.suspect();
    return new Attacked(
        suspect.product(),
        suspect.rule(),
        title,
        suspect.ip(),
        user(attempts),
        attempts.count(),
        attempts.from(),
        attempts.to(),
        attempts.samples(),
        new Evidence("log", attempts.locator(), null));
  }

  /** The account that was broken into matters most. */
  private static @Nullable String user(Attempts attempts) {
    Attempts.Success success = attempts.success();
    return success != null && success.user() != null ? success.user() : attempts.onlyUser();
  }

  static Signal.Clear ended(Attempts attempts, BruteForceSettings settings, Instant at) {
    return new Signal.Clear(
        attempts.suspect().fingerprint(),
        at,
        attempts.asset().id(),
        new Resolution(
            Resolution.Reason.ATTACK_ENDED,
            "no failed login from it for "
                + settings.quiet().toString().substring(2).toLowerCase(Locale.ROOT)
                + "; "
                + attempts.count()
                + " in all"));
  }
}
