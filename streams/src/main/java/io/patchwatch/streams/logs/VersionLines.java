package io.patchwatch.streams.logs;

import io.patchwatch.events.Evidence;
import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.LogParsed;
import io.patchwatch.events.Precision;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What servers write of their own version into their logs: each start, and any line that names
 * another version than the last one did (Nextcloud writes it into every line). In time of the log,
 * so that an old log that is read again says what ran then, not what runs now.
 */
public final class VersionLines
    extends ContextualProcessor<String, LogParsed, String, SoftwareEvent> {

  private static final String START = "server-start";
  private static final String STOP = "server-stop";
  private static final int LONGEST = 200;

  /** What is forgotten is said once more, which does no harm. */
  private static final int REMEMBERED = 10_000;

  private final Map<String, String> last = new LinkedHashMap<>();

  private VersionLines() {}

  /** The processor. */
  public static ProcessorSupplier<String, LogParsed, String, SoftwareEvent> supplier() {
    return VersionLines::new;
  }

  @Override
  public void process(Record<String, LogParsed> record) {
    LogParsed line = record.value();
    String version = line.field("service.version");
    if (version == null || version.isBlank() || version.length() > LONGEST) {
      return;
    }
    String action = line.field("event.action");
    if (!STOP.equals(action) && (START.equals(action) || isNews(line.asset().id(), version))) {
      remember(line.asset().id(), version);
      context().forward(record.withValue(observed(line, version)));
    }
  }

  private boolean isNews(String asset, String version) {
    return !version.equals(last.get(asset));
  }

  private void remember(String asset, String version) {
    last.remove(asset);
    last.put(asset, version);
    if (last.size() > REMEMBERED) {
      last.remove(last.keySet().iterator().next());
    }
  }

  private static SoftwareObserved observed(LogParsed line, String version) {
    String source = EvidenceSource.LOG.label();
    @Nullable String message = line.field("message");
    return new SoftwareObserved(
        Fingerprints.of(source, line.id()),
        line.time(),
        source,
        line.asset(),
        line.product(),
        version,
        Precision.FULL,
        new Evidence(source, line.origin().path(), message));
  }
}
