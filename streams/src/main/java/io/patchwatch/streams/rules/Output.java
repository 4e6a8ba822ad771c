package io.patchwatch.streams.rules;

import io.patchwatch.events.Trace;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards what was detected, with the time and the trace of what it came from. */
record Output(ProcessorContext<String, Detected> context, long timestamp) implements Cases.Out {

  @Override
  public void accept(Detected detected, String trace) {
    Headers headers = new RecordHeaders();
    new Trace(trace).into(headers);
    context.forward(new Record<>(key(detected), detected, timestamp, headers));
  }

  private static String key(Detected detected) {
    return switch (detected) {
      case Detected.Told it -> it.key();
      case Detected.Counted it -> it.hit().key();
    };
  }
}
