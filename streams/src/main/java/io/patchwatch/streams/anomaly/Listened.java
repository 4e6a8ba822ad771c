package io.patchwatch.streams.anomaly;

import io.patchwatch.events.Asset;
import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.anomaly.count.AssetCounts;
import io.patchwatch.streams.anomaly.count.Measure;
import io.patchwatch.streams.anomaly.count.Thresholds;
import io.patchwatch.streams.anomaly.count.Verdict;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One server that is listened to: its counts, and how far its log is behind. Not thread-safe. */
final class Listened {

  private static final Set<String> ERRORS = Set.of("error", "critical");
  private static final Duration BEHIND = Duration.ofMinutes(5);
  private static final Duration ARRIVING = Duration.ofMinutes(1);
  private static final long MINUTE = 60;

  /** Records of so many minutes ago count as of now; older ones are history. */
  private static final long LATE = 5;

  private final AssetCounts counts;
  private Asset asset;
  private String product;
  private ZoneId zone;
  private String trace;
  private String locator;
  private @Nullable Instant lastRecord;
  private @Nullable Instant lastArrival;
  private boolean dirty;

  Listened(Kept kept, AssetCounts counts) {
    this.counts = counts;
    this.asset = kept.asset();
    this.product = kept.product();
    this.zone = kept.zone();
    this.trace = kept.trace();
    this.locator = kept.locator();
    this.lastRecord = kept.lastRecord();
  }

  /**
   * What is kept of a server.
   *
   * @param counts {@link AssetCounts#bytes} in Base64
   */
  record Kept(
      Asset asset,
      String product,
      ZoneId zone,
      String trace,
      String locator,
      @Nullable Instant lastRecord,
      String counts) {

    AssetCounts read(Thresholds thresholds) {
      return AssetCounts.of(Base64.getDecoder().decode(counts), thresholds);
    }

    static Kept of(LogParsed log, String trace) {
      ZoneId zone = log.origin().zone();
      return new Kept(
          log.asset(),
          log.product(),
          zone == null ? ZoneOffset.UTC : zone,
          trace,
          log.origin().path(),
          null,
          "");
    }
  }

  Kept kept() {
    return new Kept(
        asset,
        product,
        zone,
        trace,
        locator,
        lastRecord,
        Base64.getEncoder().encodeToString(counts.bytes()));
  }

  AssetCounts counts() {
    return counts;
  }

  Asset asset() {
    return asset;
  }

  String product() {
    return product;
  }

  String locator() {
    return locator;
  }

  String trace() {
    return trace;
  }

  @Nullable Instant lastRecord() {
    return lastRecord;
  }

  /** Whether something was closed since it was last stored. */
  boolean takeDirty() {
    boolean was = dirty;
    dirty = false;
    return was;
  }

  /** Takes a record; what closes with it is judged. */
  List<Verdict> take(LogParsed log, Instant now) {
    asset = log.asset();
    locator = log.origin().path();
    lastArrival = now;
    Instant time = log.time().isAfter(now) ? now : log.time();
    lastRecord = lastRecord == null || time.isAfter(lastRecord) ? time : lastRecord;
    long minute = minute(time);
    counts.begin(minute);
    List<Verdict> verdicts = closeUntil(minute);
    if (counts.minute() - minute <= LATE) {
      count(log);
    }
    return verdicts;
  }

  private void count(LogParsed log) {
    counts.add(Measure.TRAFFIC, 1);
    Object level = log.fields().get("log.level");
    if (level != null && ERRORS.contains(level.toString())) {
      counts.add(Measure.ERRORS, 1);
    }
    if ("failure".equals(log.fields().get("event.outcome"))
        && "login".equals(log.fields().get("event.action"))) {
      counts.add(Measure.LOGIN_FAILURES, 1);
    }
  }

  /** Closes the minutes before that one; a gap of more than a day is skipped. */
  List<Verdict> closeUntil(long minute) {
    if (counts.isGap(minute)) {
      counts.resume(minute);
    }
    if (counts.minute() >= minute || counts.minute() < 0) {
      return List.of();
    }
    dirty = true;
    List<Verdict> verdicts = new ArrayList<>();
    while (counts.minute() < minute) {
      verdicts.addAll(counts.close(hourOfWeek(counts.minute())));
    }
    return verdicts;
  }

  /** Whether old records are arriving just now: their minutes are not over because ours are. */
  boolean catchingUp(Instant now) {
    return lastArrival != null
        && lastRecord != null
        && lastArrival.plus(ARRIVING).isAfter(now)
        && lastRecord.plus(BEHIND).isBefore(lastArrival);
  }

  int hourOfWeek(long minute) {
    ZonedDateTime local = Instant.ofEpochSecond(minute * MINUTE).atZone(zone);
    return (local.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()) * 24 + local.getHour();
  }

  static long minute(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), MINUTE);
  }

  static Instant start(long minute) {
    return Instant.ofEpochSecond(minute * MINUTE);
  }
}
