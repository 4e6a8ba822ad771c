package io.patchwatch.ingest.otlp;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.CodedOutputStream;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Answers to an export, in the encoding of the request. */
public final class OtlpAnswer {

  /** {@code INVALID_ARGUMENT} and {@code UNAVAILABLE} of gRPC. */
  private static final int INVALID = 3;

  private static final int UNAVAILABLE = 14;

  private OtlpAnswer() {}

  /**
   * An {@code ExportLogsServiceResponse}.
   *
   * @param rejected records that were not taken and need not be sent again
   * @param why in one line; empty when none was rejected
   */
  public static byte[] taken(boolean protobuf, long rejected, String why) {
    if (protobuf) {
      ExportLogsServiceResponse.Builder answer = ExportLogsServiceResponse.newBuilder();
      if (rejected > 0) {
        answer.setPartialSuccess(
            ExportLogsPartialSuccess.newBuilder()
                .setRejectedLogRecords(rejected)
                .setErrorMessage(why));
      }
      return answer.build().toByteArray();
    }
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (rejected > 0) {
      answer
          .putObject("partialSuccess")
          .put("rejectedLogRecords", Long.toString(rejected))
          .put("errorMessage", why);
    }
    return answer.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A {@code google.rpc.Status}.
   *
   * @param status of HTTP
   */
  public static byte[] refused(boolean protobuf, int status, String why) {
    int code = status == 429 || status >= 500 ? UNAVAILABLE : INVALID;
    return protobuf
        ? status(code, why)
        : JsonNodeFactory.instance
            .objectNode()
            .put("code", code)
            .put("message", why)
            .toString()
            .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] status(int code, String why) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      out.writeInt32(1, code);
      out.writeString(2, why);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // never from memory
    }
    return bytes.toByteArray();
  }
}
