package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Mangled;
import io.patchwatch.events.Wire;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.parsing.RecordAssembler.RawRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Recorded lines of every product, broken at random, and text that no server ever wrote. */
class AnyLineTest {

  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = RecordedLogs.READ_AT.plus(Duration.ofDays(1));

  private static final List<String> PRODUCTS =
      Catalogue.builtIn().all().stream().map(Product::id).sorted().toList();
  private static final Map<String, RecordedLogs> LOGS =
      PRODUCTS.stream().collect(Collectors.toMap(id -> id, RecordedLogs::of));
  private static final Map<String, List<String>> LINES =
      RecordedLogsTest.files().stream()
          .collect(
              Collectors.groupingBy(
                  file -> String.valueOf(Objects.requireNonNull(file.getParent()).getFileName()),
                  Collectors.flatMapping(
                      file -> RecordedLogs.lines(file).stream(), Collectors.toList())));

  /** Lines as they were read from one file of a product. */
  record Said(String product, List<String> lines) {}

  @Provide
  Arbitrary<Said> broken() {
    return Arbitraries.of(PRODUCTS)
        .filter(LINES::containsKey)
        .flatMap(id -> said(id, Mangled.of(Arbitraries.of(LINES.get(id))).list().ofMaxSize(8)));
  }

  @Provide
  Arbitrary<Said> strange() {
    return Arbitraries.of(PRODUCTS)
        .flatMap(id -> said(id, Arbitraries.strings().ofMaxLength(300).list().ofMaxSize(4)));
  }

  @Provide
  Arbitrary<Said> endless() {
    Arbitrary<String> lines =
        Arbitraries.of(LINES.values().stream().flatMap(List::stream).toList());
    Arbitrary<String> endless =
        Combinators.combine(
                Mangled.of(lines), Arbitraries.integers().between(0, 200), Mangled.of(lines))
            .as(AnyLineTest::repeated);
    return Arbitraries.of(PRODUCTS).flatMap(id -> said(id, endless.list().ofSize(1)));
  }

  private static Arbitrary<Said> said(String product, Arbitrary<List<String>> lines) {
    return lines.map(some -> new Said(product, some));
  }

  private static String repeated(String head, int length, String body) {
    String piece = body.substring(0, Math.min(length, body.length()));
    int times = LogObserved.MAX_MESSAGE / Math.max(1, piece.length());
    return LogText.cut(head + piece.repeat(times), LogObserved.MAX_MESSAGE);
  }

  @Property(tries = 1_500)
  void aBrokenLineIsReadWithinItsBounds(@ForAll("broken") Said said) {
    said.lines().forEach(line -> check(said.product(), line));
  }

  @Property(tries = 500)
  void anyTextIsReadWithinItsBounds(@ForAll("strange") Said said) {
    said.lines().forEach(line -> check(said.product(), line));
  }

  @Property(tries = 60)
  void aLineOfTheGreatestLengthIsReadInTime(@ForAll("endless") Said said) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () -> said.lines().forEach(line -> check(said.product(), line)),
        said.product());
  }

  private static void check(String product, String line) {
    LogParsed parsed =
        Objects.requireNonNull(LOGS.get(product)).parse(LogText.of(line, false).text());
    byte[] wire = Wire.encode(parsed);
    assertThat(wire).hasSizeLessThan(64 * 1024);
    assertThat(Wire.decode(wire, LogParsed.class).fields()).hasSameSizeAs(parsed.fields());
    assertThat(parsed.time()).isBetween(EARLIEST, LATEST);
    parsed.fields().forEach(AnyLineTest::checkField);
  }

  private static void checkField(String name, Object value) {
    switch (Objects.requireNonNull(EcsField.kind(name), name)) {
      case TEXT -> {
        String text = (String) value;
        assertThat(text).hasSizeLessThanOrEqualTo(FieldValues.MAX_TEXT);
        assertThat(CleanText.of(text)).as(name).isSameAs(text);
      }
      case KEYWORD -> {
        String word = (String) value;
        assertThat(word).hasSizeLessThanOrEqualTo(1_024).isNotBlank();
        assertThat(CleanText.oneLine(word)).as(name).isEqualTo(word);
      }
      case LONG -> assertThat((Long) value).as(name).isNotNegative();
      case IP ->
          assertThat(NetworkAddress.read((String) value).map(NetworkAddress::ip))
              .as(name)
              .contains((String) value);
    }
  }

  @Property(tries = 800)
  void aLineIsOneRecordOrPartOfOne(@ForAll("broken") Said said) {
    RecordAssembler assembler =
        new RecordAssembler(Objects.requireNonNull(LOGS.get(said.product())).specs());
    List<RawRecord> records = new ArrayList<>();
    for (int i = 0; i < said.lines().size(); i++) {
      List<RawRecord> done = assembler.add(said.lines().get(i), i);
      assertThat(done).hasSizeLessThanOrEqualTo(1);
      records.addAll(done);
    }
    records.addAll(assembler.flush());
    int at = 0;
    for (RawRecord record : records) {
      assertThat(record.text().length()).isLessThanOrEqualTo(LogObserved.MAX_MESSAGE);
      assertThat(said.lines().subList(at, (int) record.offset())).allMatch(String::isBlank);
      at = (int) record.offset() + record.lines();
      assertThat(record.text())
          .isEqualTo(String.join("\n", said.lines().subList((int) record.offset(), at)));
    }
    assertThat(said.lines().subList(at, said.lines().size())).allMatch(String::isBlank);
  }
}
