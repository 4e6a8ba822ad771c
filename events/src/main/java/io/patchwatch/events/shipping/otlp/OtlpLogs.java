package io.patchwatch.events.shipping.otlp;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.shipping.Shipped;
import java.util.ArrayList;
import java.util.List;

/**
 * The log records of one request of the OpenTelemetry protocol. A record without text in its body
 * is left out: there is nothing that a parser could read.
 */
public final class OtlpLogs {

  /** Most records of one request. */
  public static final int MOST_RECORDS = 10_000;

  private OtlpLogs() {}

  /**
   * Reads protocol buffers.
   *
   * @param identity of the request, the same when it is sent again
   * @throws UnreadableOtlp if it is none, or has more than {@link #MOST_RECORDS}
   */
  public static List<Shipped> ofProto(byte[] bytes, String identity) throws UnreadableOtlp {
    return shipped(OtlpProto.read(bytes), identity);
  }

  /** As {@link #ofProto}, of JSON. */
  public static List<Shipped> ofJson(JsonNode request, String identity) throws UnreadableOtlp {
    return shipped(OtlpJson.read(request), identity);
  }

  static void checkNumber(int records) throws UnreadableOtlp {
    if (records > MOST_RECORDS) {
      throw new UnreadableOtlp(
          "it has more than " + MOST_RECORDS + " records; send smaller batches");
    }
  }

  private static List<Shipped> shipped(List<OtlpRecord> records, String identity) {
    List<Shipped> shipped = new ArrayList<>(records.size());
    for (int i = 0; i < records.size(); i++) {
      Shipped record = records.get(i).shipped(identity + '#' + i);
      if (record != null) {
        shipped.add(record);
      }
    }
    return shipped;
  }
}
