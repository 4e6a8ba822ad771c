package io.patchwatch.events.shipping.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import io.patchwatch.events.Mangled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Whatever is posted: records or an explained refusal, in bounded time and memory. */
class OtlpFuzzTest {

  private static final byte[] GOOD = good();
  private static final String GOOD_JSON =
      """
      {"resourceLogs":[{"resource":{"attributes":[{"key":"host.name","value":{"stringValue":"h"}}]},"scopeLogs":[{"logRecords":[
      {"timeUnixNano":"17","body":{"kvlistValue":{"values":[{"key":"a","value":{"arrayValue":{"values":[{"intValue":-1},{"bytesValue":"YQ=="}]}}}]}},
      "attributes":[{"key":"log.file.record_offset","value":{"intValue":"9"}},{"key":"b","value":{"boolValue":true}}]}]}]}]}
      """;

  private interface Reader {
    List<OtlpRecord> read(byte[] body) throws OtlpException;
  }

  private static byte[] good() {
    AnyValue text = AnyValue.newBuilder().setStringValue("h").build();
    AnyValue list =
        AnyValue.newBuilder()
            .setArrayValue(
                ArrayValue.newBuilder()
                    .addValues(text)
                    .addValues(AnyValue.newBuilder().setDoubleValue(Double.NaN))
                    .addValues(
                        AnyValue.newBuilder().setBytesValue(ByteString.copyFromUtf8("\u0000x"))))
            .build();
    KeyValue host = KeyValue.newBuilder().setKey("host.name").setValue(text).build();
    LogRecord record =
        LogRecord.newBuilder()
            .setTimeUnixNano(-1)
            .addAttributes(host)
            .setBody(
                AnyValue.newBuilder()
                    .setKvlistValue(
                        KeyValueList.newBuilder()
                            .addValues(KeyValue.newBuilder().setKey("k").setValue(list))))
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(host))
                .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record).addLogRecords(record)))
        .build()
        .toByteArray();
  }

  private static void read(Reader reader, byte[] body) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          try {
            List<OtlpRecord> records = reader.read(body);
            assertThat(records).hasSizeLessThanOrEqualTo(OtlpProtobuf.MAX_RECORDS);
            OtlpShipment.of(records).forEach(s -> assertThat(s.identity()).isNotBlank());
          } catch (OtlpException e) {
            assertThat(e.why()).isNotBlank();
          }
        });
  }

  private static Arbitrary<byte[]> mangled(byte[] good) {
    return Mangled.of(Arbitraries.just(new String(good, StandardCharsets.ISO_8859_1)))
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Provide
  Arbitrary<byte[]> protobuf() {
    return mangled(GOOD);
  }

  @Provide
  Arbitrary<byte[]> json() {
    return mangled(GOOD_JSON.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsWhatIsGood() throws OtlpException {
    assertThat(OtlpShipment.of(OtlpProtobuf.read(GOOD)))
        .hasSize(2)
        .allSatisfy(s -> assertThat(s.message()).isEqualTo("{\"k\":[\"h\",\"NaN\",\"AHg=\"]}"));
    assertThat(OtlpShipment.of(OtlpJson.read(GOOD_JSON.getBytes(StandardCharsets.UTF_8))))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.message()).isEqualTo("{\"a\":[-1,\"YQ==\"]}");
              assertThat(s.offset()).isEqualTo(9);
            });
  }

  @Property(tries = 5_000)
  void damagedProtobuf(@ForAll("protobuf") byte[] body) {
    read(OtlpProtobuf::read, body);
  }

  @Property(tries = 5_000)
  void damagedJson(@ForAll("json") byte[] body) {
    read(OtlpJson::read, body);
  }

  @Property(tries = 2_000)
  void anyBytes(@ForAll byte[] body) {
    read(OtlpProtobuf::read, body);
    read(OtlpJson::read, body);
  }

  /** A value in a value in a value: the library refuses it, instead of the stack overflowing. */
  @Test
  void nestedValues() {
    byte[] inner = new byte[0];
    for (int depth = 0; depth < 10_000; depth++) {
      inner = field(5, field(1, inner));
    }
    read(OtlpProtobuf::read, field(1, field(2, field(2, field(5, inner)))));
    for (String piece : List.of("{\"arrayValue\":{\"values\":[", "[", "{\"a\":")) {
      String body = "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":";
      read(OtlpJson::read, (body + piece.repeat(60_000)).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Else the time would grow with the attributes times the records: hours for 8 MiB. */
  @Test
  void attributesOfAResourceAreReadOnce() {
    String attribute = "{\"key\":\"%s\",\"value\":{\"kvlistValue\":{\"values\":[%s]}}}";
    String value = "{\"key\":\"k\",\"value\":{\"stringValue\":\"" + "v".repeat(100) + "\"}},";
    String values = value.repeat(10_000) + "{}";
    String body =
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":["
            + attribute.formatted("other", values)
            + ","
            + attribute.formatted("host.name", values)
            + "]},\"scopeLogs\":[{\"logRecords\":["
            + "{\"timeUnixNano\":1},".repeat(19_999)
            + "{}]}]}]}";
    read(OtlpJson::read, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void bodiesOfNothingTakeLittleMemory() {
    byte[] empties = new byte[8 * 1024 * 1024];
    for (int i = 0; i < empties.length; i += 2) {
      empties[i] = 0x12;
    }
    read(OtlpProtobuf::read, field(1, field(2, empties)));
    read(OtlpProtobuf::read, field(1, empties));
    read(OtlpProtobuf::read, field(1, field(2, field(2, empties))));
  }

  private static byte[] field(int number, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(number << 3 | 2);
    int length = content.length;
    while (length > 0x7f) {
      out.write(length & 0x7f | 0x80);
      length >>>= 7;
    }
    out.write(length);
    out.writeBytes(content);
    return out.toByteArray();
  }
}
