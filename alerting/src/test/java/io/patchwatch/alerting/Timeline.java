package io.patchwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A play of the on-call engine, in the spirit of Alertmanager's acceptance tests: what happens
 * when, and who has to be told what within which time. What is told and not expected is an error,
 * what is expected and not told is one too. The clock is the test's.
 *
 * <p>Times are counted from the begin: {@code 250ms}, {@code 1.5s}, {@code 5m}, {@code 2h30m}.
 */
final class Timeline {

  private static final Duration FINE = Duration.ofMillis(50);
  private static final Duration COARSE = Duration.ofSeconds(10);
  private static final Duration NEAR = Duration.ofSeconds(12);

  /** Something that happens. */
  interface Deed extends Consumer<OnCallDriver> {}

  /** A message that somebody has to get. */
  record Page(String receiver, Delivery.Kind kind, String saying) {

    /** With these words in its title. */
    Page saying(String words) {
      return new Page(receiver, kind, words);
    }

    boolean is(Delivery it) {
      return it.receiver().equals(receiver) && it.kind() == kind && it.title().contains(saying);
    }
  }

  private record Expected(Duration from, Duration to, Page page) {}

  private final OnCallDriver driver;
  private final Instant begin;
  private final TreeMap<Duration, List<Deed>> deeds = new TreeMap<>();
  private final List<Expected> expected = new ArrayList<>();

  Timeline(AlertingSettings settings) {
    this(new OnCallDriver(settings));
  }

  Timeline(OnCallDriver driver) {
    this.driver = driver;
    this.begin = driver.now();
  }

  /** Who is told what. */
  static Page page(String receiver, Delivery.Kind kind) {
    return new Page(receiver, kind, "");
  }

  /** This happens then. */
  Timeline at(String time, Deed... what) {
    deeds.computeIfAbsent(time(time), key -> new ArrayList<>()).addAll(List.of(what));
    return this;
  }

  /** Each of these is told once between these times. */
  Timeline expect(String from, String to, Page... pages) {
    for (Page page : pages) {
      expected.add(new Expected(time(from), time(to), page));
    }
    return this;
  }

  /** Plays until then; nothing else may be told. */
  void until(String end) {
    try (driver) {
      List<Delivery> told = new ArrayList<>();
      Duration last = time(end);
      while (now().compareTo(last) < 0 || !deeds.isEmpty()) {
        driver.advance(step(now()));
        act();
        told.addAll(driver.deliveries());
      }
      compare(told);
    }
  }

  /** The clock may jump while something is done, hence each is taken out first. */
  private void act() {
    while (!deeds.isEmpty() && deeds.firstKey().compareTo(now()) <= 0) {
      deeds.pollFirstEntry().getValue().forEach(deed -> deed.accept(driver));
    }
  }

  private Duration now() {
    return Duration.between(begin, driver.now());
  }

  /** As fine as the engine's beat where something happens or is expected, coarse elsewhere. */
  private Duration step(Duration now) {
    boolean busy =
        expected.stream().anyMatch(it -> near(now, it.from) || near(now, it.to))
            || deeds.keySet().stream().anyMatch(at -> near(now, at))
            || now.compareTo(NEAR) < 0;
    return busy ? FINE : COARSE;
  }

  private static boolean near(Duration now, Duration then) {
    return now.minus(then).abs().compareTo(NEAR) <= 0;
  }

  private void compare(List<Delivery> told) {
    List<String> wrong = new ArrayList<>();
    List<Delivery> left = new ArrayList<>(told);
    for (Expected each : expected) {
      var found = left.stream().filter(it -> each.page.is(it) && inTime(each, it)).findFirst();
      found.ifPresentOrElse(left::remove, () -> wrong.add("not told: " + each));
    }
    left.forEach(it -> wrong.add("not expected: " + describe(it)));
    assertThat(wrong).as("what was told:%n%s", describe(told)).isEmpty();
    assertThat(told)
        .as("a repeated id is dropped")
        .extracting(Delivery::id)
        .doesNotHaveDuplicates();
  }

  private boolean inTime(Expected each, Delivery it) {
    Duration at = Duration.between(begin, it.createdAt());
    return at.compareTo(each.from) >= 0 && at.compareTo(each.to) <= 0;
  }

  private String describe(List<Delivery> told) {
    return String.join("\n", told.stream().map(this::describe).toList());
  }

  private String describe(Delivery it) {
    return Duration.between(begin, it.createdAt()) + " to " + it.receiver() + ": " + it.title();
  }

  private static Duration time(String text) {
    String iso = text.toUpperCase(Locale.ROOT);
    return iso.endsWith("MS")
        ? Duration.ofMillis(Long.parseLong(iso.substring(0, iso.length() - 2)))
        : Duration.parse(iso.contains("D") ? "P" + iso.replace("D", "DT") : "PT" + iso);
  }
}
