package io.patchwatch.streams.intake;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** A record that cannot be decoded becomes a dead letter; the next one is read. */
public final class UnreadableRecords implements DeserializationExceptionHandler {

  private @Nullable DeadLetterOffice office;

  @Override
  public void configure(Map<String, ?> configs) {
    office = DeadLetterOffice.of(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (office == null) {
      return Response.fail();
    }
    return Response.resume(
        List.of(office.letter(context, record.key(), record.value(), exception)));
  }
}
