package io.patchwatch.events.shipping.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads an {@code ExportLogsServiceRequest} piece by piece: as a whole, a body of empty messages
 * would take a hundred times its size in memory before it could be refused.
 */
public final class OtlpProtobuf {

  /** Most records of one request. */
  public static final int MAX_RECORDS = 20_000;

  private static final int MAX_RECORD = 1024 * 1024;
  private static final int MAX_RESOURCE = 64 * 1024;

  private final List<OtlpRecord> records = new ArrayList<>();

  private OtlpProtobuf() {}

  /**
   * The records of a request.
   *
   * @throws OtlpException if the bytes are no such request
   */
  public static List<OtlpRecord> read(byte[] body) throws OtlpException {
    OtlpProtobuf reader = new OtlpProtobuf();
    try {
      CodedInputStream in = CodedInputStream.newInstance(body);
      for (ByteString part = next(in, ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER);
          part != null;
          part = next(in, ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER)) {
        reader.resourceLogs(part);
      }
    } catch (InvalidProtocolBufferException e) {
      throw OtlpException.malformed("no ExportLogsServiceRequest: " + e.getMessage());
    } catch (IOException e) {
      throw OtlpException.malformed("no ExportLogsServiceRequest");
    }
    return reader.records;
  }

  private void resourceLogs(ByteString bytes) throws IOException, OtlpException {
    CodedInputStream first = bytes.newCodedInput();
    Resource resource = Resource.getDefaultInstance();
    for (ByteString part = next(first, ResourceLogs.RESOURCE_FIELD_NUMBER);
        part != null;
        part = next(first, ResourceLogs.RESOURCE_FIELD_NUMBER)) {
      resource = Resource.parseFrom(bounded(part, MAX_RESOURCE, "a resource"));
    }
    CodedInputStream second = bytes.newCodedInput();
    for (ByteString part = next(second, ResourceLogs.SCOPE_LOGS_FIELD_NUMBER);
        part != null;
        part = next(second, ResourceLogs.SCOPE_LOGS_FIELD_NUMBER)) {
      scopeLogs(part, resource);
    }
  }

  private void scopeLogs(ByteString bytes, Resource resource) throws IOException, OtlpException {
    CodedInputStream in = bytes.newCodedInput();
    for (ByteString part = next(in, ScopeLogs.LOG_RECORDS_FIELD_NUMBER);
        part != null;
        part = next(in, ScopeLogs.LOG_RECORDS_FIELD_NUMBER)) {
      if (records.size() == MAX_RECORDS) {
        throw OtlpException.tooLarge("more than " + MAX_RECORDS + " records; send smaller batches");
      }
      LogRecord record = LogRecord.parseFrom(bounded(part, MAX_RECORD, "a record"));
      records.add(new OtlpRecord(resource, record));
    }
  }

  private static ByteString bounded(ByteString part, int most, String what) throws OtlpException {
    if (part.size() > most) {
      throw OtlpException.tooLarge(what + " is larger than " + most + " bytes");
    }
    return part;
  }

  /** The next embedded message with that number; null at the end. */
  private static @Nullable ByteString next(CodedInputStream in, int number) throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == number
          && WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED) {
        return in.readBytes();
      }
      if (!in.skipField(tag)) {
        throw new IOException("a group ends that was never begun");
      }
    }
    return null;
  }
}
