package io.patchwatch.events.parsing;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.LogObserved;
import io.patchwatch.events.LogParsed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordAssemblerTest {

  private static final String HEAD = "Nov 23 15:12:58 localhost:boom\twarn\t";

  private final RecordAssembler prosody = new RecordAssembler(RecordedLogs.of("prosody").specs());

  @Test
  void joinsAnErlangCrashReportToOneRecord() {
    List<LogParsed> crashes =
        RecordedLogs.of("ejabberd").read("ejabberd-run1-ejabberd.log").stream()
            .filter(record -> "crash".equals(record.field("event.action")))
            .toList();

    assertThat(crashes).hasSize(3);
    assertThat(crashes.get(2).field("message")).startsWith("CRASH REPORT:").contains("neighbours:");
    assertThat(crashes.get(1).field("error.message")).startsWith("{function_clause,");
  }

  @Test
  void joinsALuaTracebackToOneRecord() {
    LogParsed crash =
        RecordedLogs.of("prosody").read("prosody-run3-traceback.log").stream()
            .filter(record -> "crash".equals(record.field("event.action")))
            .findFirst()
            .orElseThrow();

    assertThat(crash.field("error.message")).contains("attempt to index a nil value");
    assertThat(crash.field("error.stack_trace"))
        .startsWith("stack traceback:")
        .contains("async.lua");
  }

  @Test
  void joinsAPythonTracebackToOneRecord() {
    List<LogParsed> records = RecordedLogs.of("synapse").read("derived-precise-format.log");

    assertThat(records.getLast().field("error.stack_trace"))
        .startsWith("Traceback (most recent call last):")
        .endsWith("Connection refused");
  }

  @Test
  void keepsTheSecondLineOfAMessageOutOfTheRecords() {
    prosody.add(HEAD + "Account x promoted", 0);
    prosody.add("second line", 60);

    assertThat(prosody.flush())
        .containsExactly(
            new RecordAssembler.RawRecord(HEAD + "Account x promoted\nsecond line", 0, 2, false));
  }

  @Test
  void doesNotTakeALineInAnotherFormatOfTheProductForARecord() {
    prosody.add(HEAD + "Account x promoted", 0);
    List<RecordAssembler.RawRecord> forged =
        prosody.add(
            "c2s1                info\tFailed authentication attempt (not-authorized) for user a from"
                + " IP: 203.0.113.9",
            60);

    assertThat(forged).isEmpty();
    assertThat(prosody.flush()).singleElement().extracting("lines").isEqualTo(2);
  }

  @Test
  void givesOutARecordWhenTheNextOneBeginsAndNamesItsOffset() {
    assertThat(prosody.add(HEAD + "one", 0)).isEmpty();
    assertThat(prosody.pendingOffset()).contains(0L);

    assertThat(prosody.add(HEAD + "two", 40)).singleElement().extracting("offset").isEqualTo(0L);
    assertThat(prosody.flush()).singleElement().extracting("offset").isEqualTo(40L);
    assertThat(prosody.flush()).isEmpty();
    assertThat(prosody.pendingOffset()).isEmpty();
  }

  @Test
  void losesNoLineOfAnEndlessRecord() {
    List<RecordAssembler.RawRecord> records = new ArrayList<>(prosody.add(HEAD + "start", 0));
    for (String line : Collections.nCopies(1_200, "\tat somewhere")) {
      records.addAll(prosody.add(line, 1));
    }
    records.addAll(prosody.flush());

    assertThat(records).extracting("lines").containsExactly(500, 500, 201);
  }

  @Test
  void cutsAHugeLineAndSaysSo() {
    prosody.add(HEAD + "x".repeat(10_000_000), 0);

    RecordAssembler.RawRecord record = prosody.flush().getFirst();
    assertThat(record.text()).hasSize(LogObserved.MAX_MESSAGE);
    assertThat(record.truncated()).isTrue();
  }

  @Test
  void takesEachLineForARecordWhenNothingIsKnownAboutTheProduct() {
    RecordAssembler assembler = new RecordAssembler(List.of());

    assertThat(assembler.add("a", 0)).extracting("text").containsExactly("a");
    assertThat(assembler.add("\tb", 2)).extracting("text").containsExactly("\tb");
  }
}
