package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuickTimeTest {

  private static final String CHANGES = "0123456789 .,:-+/TZtzJanFebDec\u0663";

  private static DateTimeFormatter general(String pattern) {
    return pattern.equals("iso")
        ? DateTimeFormatter.ISO_DATE_TIME
        : new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            .toFormatter(Locale.ENGLISH);
  }

  private static QuickTime quick(String pattern) {
    return pattern.equals("iso") ? QuickTime.iso() : QuickTime.of(pattern);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iso",
        "yyyy-MM-dd HH:mm:ss,SSS",
        "yyyy-MM-dd HH:mm:ss.SSS XXX",
        "yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSS]XXX",
        "yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSS]",
        "yyyy.MM.dd HH:mm:ss[.SSS]",
        "yyyyMMdd-HH:mm:ss.SSS",
        "dd/MMM/yyyy:HH:mm:ss XX",
        "MMM dd HH:mm:ss",
        "MMM ppd HH:mm:ss",
        "MMM ppd yyyy HH:mm:ss"
      })
  void readsNothingOtherwiseThanTheGeneralParser(String pattern) {
    SplittableRandom random = new SplittableRandom(1);
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      String text = text(pattern, random);
      String changed = random.nextInt(3) == 0 ? text : change(text, random);
      QuickTime.Said said = quick(pattern).read(changed);
      if (said != null) {
        read++;
        assertSame(pattern, changed, said);
      } else {
        assertThat(changed).as("what is in order is read").isNotEqualTo(text);
      }
    }
    assertThat(read).isGreaterThan(6000);
  }

  private static String text(String pattern, SplittableRandom random) {
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            random.nextLong(0, 4_000_000_000L), random.nextInt(1_000_000) * 1000, ZoneOffset.UTC);
    ZoneOffset offset =
        ZoneOffset.ofTotalSeconds(random.nextInt(-72, 73) * 900 * 11 / 12 / 60 * 60);
    String one = random.nextBoolean() ? "[.SSS]" : "[.SSSSSS]"; // as a server writes it
    return general(pattern.replace("[.SSSSSS][.SSS]", one)).format(time.atOffset(offset));
  }

  private static String change(String text, SplittableRandom random) {
    StringBuilder changed = new StringBuilder(text);
    int at = random.nextInt(text.length());
    char other = CHANGES.charAt(random.nextInt(CHANGES.length()));
    switch (random.nextInt(3)) {
      case 0 -> changed.setCharAt(at, other);
      case 1 -> changed.insert(at, other);
      default -> changed.deleteCharAt(at);
    }
    return changed.toString();
  }

  private static void assertSame(String pattern, String text, QuickTime.Said said) {
    TemporalAccessor parsed;
    try {
      parsed = general(pattern).parse(text);
    } catch (DateTimeException e) {
      throw new AssertionError(pattern + " refuses \"" + text + "\", read as " + said, e);
    }
    assertThat(said.time()).as(text).isEqualTo(LocalTime.from(parsed));
    assertThat(said.monthDay()).as(text).isEqualTo(MonthDay.from(parsed));
    Integer offset =
        parsed.isSupported(ChronoField.OFFSET_SECONDS)
            ? Integer.valueOf(parsed.get(ChronoField.OFFSET_SECONDS))
            : null;
    assertThat(said.offset()).as(text).isEqualTo(offset);
    boolean hasYear = parsed.isSupported(ChronoField.YEAR);
    assertThat(said.year()).as(text).isEqualTo(hasYear ? parsed.get(ChronoField.YEAR) : 0);
  }

  @Test
  void leavesPatternsThatItDoesNotKnowToTheGeneralParser() {
    List<String> others =
        List.of(
            "EEE MMM ppd HH:mm:ss yyyy",
            "MMMM d, yyyy HH:mm:ss",
            "HH:mm[ yyyy]",
            "[[.SSS]]",
            "hh a");
    assertThat(others).allSatisfy(it -> assertThat(QuickTime.of(it)).isNull());
  }
}
