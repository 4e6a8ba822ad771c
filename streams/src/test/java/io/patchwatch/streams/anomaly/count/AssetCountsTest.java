package io.patchwatch.streams.anomaly.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssetCountsTest {

  private static final int SERVERS = 20;

  @Test
  void aQuietMonthOfTwentyServersRaisesLessThanOneAlarmAServerAndMonth() {
    long raised = IntStream.range(0, SERVERS).mapToLong(AssetCountsTest::quietMonth).sum();
    // 3 series a server, 3 watched weeks: 0.05 a series and week would be 9
    assertThat(raised).isLessThanOrEqualTo(9);
  }

  private static long quietMonth(int seed) {
    return new SimulatedServer(seed, 20 + 10 * (seed % 5)).days(23).raised();
  }

  @Test
  void aBurstOfErrorsIsToldWithinFiveMinutes() {
    long found = IntStream.range(0, SERVERS).filter(seed -> isTold(seed, Measure.ERRORS)).count();
    assertThat(found).isGreaterThanOrEqualTo(SERVERS - 1);
  }

  @Test
  void aWaveOfFailedLoginsIsToldWithinFiveMinutes() {
    long found =
        IntStream.range(0, SERVERS).filter(seed -> isTold(seed, Measure.LOGIN_FAILURES)).count();
    assertThat(found).isGreaterThanOrEqualTo(SERVERS - 1);
  }

  private static boolean isTold(int seed, Measure measure) {
    SimulatedServer server = new SimulatedServer(seed, 30).days(10).minutes(600 + seed * 37);
    server.told.clear();
    for (int i = 0; i < 6; i++) {
      server.minute(
          measure == Measure.ERRORS ? 12 : 0, measure == Measure.LOGIN_FAILURES ? 12 : 0, 1);
    }
    return server.told.stream()
        .anyMatch(v -> v instanceof Verdict.Unusual u && u.measure() == measure);
  }

  @Test
  void silenceIsBeyondDoubtAfterTenMinutesInTheMiddleOfADay() {
    SimulatedServer server = new SimulatedServer(1, 30).days(10).minutes(12 * 60);
    assertThat(server.counts().isSilent(server.counts().silence(server.hour()))).isFalse();
    for (int i = 0; i < 10; i++) {
      server.minute(0, 0, 0);
    }
    assertThat(server.counts().isSilent(server.counts().silence(server.hour()))).isTrue();
    assertThat(server.counts().quietMinutes()).isBetween(10L, 12L);
  }

  @Test
  void aServerThatIsSeldomHeardIsNeverCalledSilent() {
    SimulatedServer server = new SimulatedServer(1, 0.2).days(10).minutes(10 * 60);
    for (int i = 0; i < 5 * 60; i++) {
      server.minute(0, 0, 0);
      assertThat(server.silent()).isFalse();
    }
  }

  @Test
  void aServerOfALineAMinuteIsCalledSilentWithinTheHour() {
    SimulatedServer server = new SimulatedServer(1, 1).days(10).minutes(12 * 60);
    int minutes = 0;
    while (!server.silent() && minutes < 60) {
      server.minute(0, 0, 0);
      minutes++;
    }
    assertThat(minutes).isBetween(25, 50);
  }

  @Test
  void manyServersOfAnySizeAreNotCalledSilentInThreeWeeksInWhichTheyAreNot() {
    for (int seed = 0; seed < 20; seed++) {
      SimulatedServer server = new SimulatedServer(seed, 0.3 * Math.pow(1.3, seed)).days(2);
      for (int minute = 0; minute < 21 * 24 * 60; minute++) {
        server.minute(0, 0, 1);
        assertThat(server.silent()).isFalse();
      }
    }
  }

  @Test
  void aNightlyBurstOfLinesDoesNotMakeTheQuietMinutesBesideItASilence() {
    SimulatedServer server = new SimulatedServer(1, 0.3).days(5);
    for (int night = 0; night < 20; night++) {
      for (int minute = 0; minute < 24 * 60; minute++) {
        boolean backup = minute >= 150 && minute < 160;
        server.minute(0, 0, backup ? 200 : 1);
        assertThat(server.silent()).isFalse();
      }
    }
  }

  @Test
  void saysNothingWhileItLearnsButForWhatIsTooMuchAnywhere() {
    SimulatedServer server = new SimulatedServer(3, 30).days(1);
    assertThat(server.counts().warm()).isFalse();
    server.minute(500, 0, 1);
    assertThat(server.raised()).isZero();
    server.minute(0, 25, 1);
    assertThat(server.told)
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Unusual.class,
            it -> assertThat(it.measure()).isEqualTo(Measure.LOGIN_FAILURES));
  }

  @Test
  void tellsAnIncidentOnceAndItsEnd() {
    SimulatedServer server = new SimulatedServer(4, 30).days(10).minutes(700);
    server.told.clear();
    for (int i = 0; i < 45; i++) {
      server.minute(15, 0, 1);
    }
    server.minutes(90);
    List<Verdict> errors = server.told.stream().filter(v -> v.measure() == Measure.ERRORS).toList();
    assertThat(errors).hasSizeBetween(2, 4); // opened, once or twice much worse, ended
    assertThat(errors.getFirst()).isInstanceOf(Verdict.Unusual.class);
    assertThat(errors.getLast()).isEqualTo(new Verdict.Usual(Measure.ERRORS));
  }

  @Test
  void anIncidentOfHoursDoesNotBecomeWhatIsUsual() {
    SimulatedServer server = new SimulatedServer(5, 30).days(10).minutes(700);
    for (int i = 0; i < 180; i++) {
      server.minute(0, 0, 20);
    }
    server.minutes(24 * 60 - 180);
    server.told.clear();
    for (int i = 0; i < 10; i++) {
      server.minute(0, 0, 20);
    }
    assertThat(server.told)
        .first()
        .isInstanceOfSatisfying(
            Verdict.Unusual.class, it -> assertThat(it.measure()).isEqualTo(Measure.TRAFFIC));
  }

  @Test
  void continuesExactlyFromWhatWasKept() {
    SimulatedServer server = new SimulatedServer(6, 30).days(4);
    AssetCounts copy = AssetCounts.of(server.counts().bytes(), Thresholds.defaults());
    SplittableRandom random = new SplittableRandom(6);
    for (int i = 0; i < 300; i++) {
      int errors = random.nextInt(4) == 0 ? random.nextInt(30) : 0;
      server.counts().add(Measure.ERRORS, errors);
      copy.add(Measure.ERRORS, errors);
      assertThat(copy.close(i / 60)).isEqualTo(server.counts().close(i / 60));
    }
    assertThat(copy.bytes()).isEqualTo(server.counts().bytes());
  }

  @Test
  void beginsAnewFromBytesThatAreNotItsOwn() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[i % 2 == 0 ? AssetCounts.BYTES : random.nextInt(9000)];
      random.nextBytes(bytes);
      AssetCounts counts = AssetCounts.of(bytes, Thresholds.defaults());
      counts.begin(1000);
      counts.add(Measure.TRAFFIC, 3);
      for (int minute = 0; minute < 90; minute++) {
        assertThat(counts.close(minute / 60)).isNotNull();
      }
    }
  }

  @Test
  void aServerTakesLessThanNineKilobytes() {
    assertThat(AssetCounts.BYTES).isLessThan(9_000);
  }
}
