package io.patchwatch.streams.intake;

import io.patchwatch.events.UnreadableRecord;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A record on which our own code fails becomes a dead letter. Failures of Kafka or of the disk are
 * no fault of the record: they stop the thread, which is then replaced and reads it again.
 */
public final class UnprocessableRecords implements ProcessingExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(UnprocessableRecords.class);

  private @Nullable DeadLetterOffice office;

  @Override
  public void configure(Map<String, ?> configs) {
    office = DeadLetterOffice.of(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
    if (!(exception instanceof UnreadableRecord)) {
      LOG.error("{} failed", context.processorNodeId(), exception);
    }
    if (office == null || exception instanceof KafkaException || context.topic() == null) {
      return Response.fail();
    }
    return Response.resume(
        List.of(
            office.letter(context, context.sourceRawKey(), context.sourceRawValue(), exception)));
  }
}
