package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.InhibitRule;
import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Trace;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.events.Wire;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads findings and sends each to the incidents that it joins or leaves. Comes records keyed by
 * fingerprint, go records keyed by incident, or by origin when they could not be read.
 */
final class PlacingProcessor implements Processor<String, byte[], String, Intake> {

  private final Placer placer;

  @SuppressWarnings("NullAway.Init") // set by init, before anything else is called
  private ProcessorContext<String, Intake> context;

  @SuppressWarnings("NullAway.Init") // as above
  private KeyValueStore<String, Placement> placements;

  PlacingProcessor(RouteTree routes, List<InhibitRule> inhibitRules) {
    this.placer = new Placer(routes, inhibitRules);
  }

  @Override
  public void init(ProcessorContext<String, Intake> context) {
    this.context = context;
    placements = context.getStateStore(IncidentStores.PLACEMENTS);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    byte @Nullable [] value = record.value();
    if (value == null) {
      return; // a tombstone of the compacted topic: the finding was retired, nothing is concluded
    }
    try {
      place(record, Wire.decode(value, Finding.class));
    } catch (UnreadableRecord e) {
      DeadLetter letter = deadLetter(record, value, e);
      context.forward(record.withKey(letter.key()).withValue(new Intake.Unreadable(letter)));
    }
  }

  private void place(Record<String, byte[]> record, Finding finding) {
    Placement known = placements.get(finding.fingerprint());
    Placement before = known == null ? Placement.NOWHERE : known;
    Placer.Placing placing = placer.place(before, finding);
    if (placing.now().revision() == before.revision()) {
      return;
    }
    placements.put(finding.fingerprint(), placing.now());
    Trace.continueFrom(record.headers()).into(record.headers());
    for (Placed placed : placing.steps()) {
      context.forward(record.withKey(placed.incident()).withValue(new Intake.Step(placed)));
    }
    if (placing.signal() != null) {
      context.forward(
          record.withKey(finding.fingerprint()).withValue(new Intake.Signalled(placing.signal())));
    }
  }

  private DeadLetter deadLetter(Record<String, byte[]> record, byte[] value, UnreadableRecord e) {
    var origin = context.recordMetadata().orElseThrow();
    return new DeadLetter(
        origin.topic(),
        origin.partition(),
        origin.offset(),
        Instant.ofEpochMilli(context.currentSystemTimeMs()),
        "oncall",
        String.valueOf(e.getMessage()),
        record.key(),
        value,
        false);
  }
}
