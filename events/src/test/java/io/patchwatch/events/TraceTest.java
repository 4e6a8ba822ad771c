package io.patchwatch.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {

  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";

  @Test
  void readsTheExampleOfTheSpecification() {
    assertThat(Trace.parse("00-" + ID + "-00f067aa0ba902b7-01")).isEqualTo(new Trace(ID));
  }

  @Test
  void isReadFromTheHeadersIntoWhichItWasPut() {
    RecordHeaders headers = new RecordHeaders();
    headers.add(Trace.HEADER, "another".getBytes(StandardCharsets.US_ASCII));
    Trace trace = Trace.start();

    trace.into(headers);

    assertThat(Trace.of(headers)).isEqualTo(trace);
    assertThat(headers.headers(Trace.HEADER)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902bx-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-"
      })
  void readsNothingElse(String other) {
    assertThat(Trace.parse(other)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4bf9",
        "00000000000000000000000000000000",
        "4BF92F3577B34DA6A3CE929D0E0E4736"
      })
  void hasNoOtherIds(String id) {
    assertThatThrownBy(() -> new Trace(id)).isInstanceOf(IllegalArgumentException.class);
  }
}
