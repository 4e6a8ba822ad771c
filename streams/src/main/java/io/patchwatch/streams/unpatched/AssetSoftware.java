package io.patchwatch.streams.unpatched;

import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.streams.intake.KeyCheck;
import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/**
 * What each asset runs. Passes on only what changes a conclusion, keyed by product; an asset runs
 * one product, so a newer observation of another one ends the former residence.
 */
@NullUnmarked // Kafka hands context and store over in init
public final class AssetSoftware implements Processor<String, SoftwareEvent, String, ProductNews> {

  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private final int failuresBeforeAlert;
  private final UnaryOperator<String> productIds;
  private ProcessorContext<String, ProductNews> context;
  private KeyValueStore<String, Residence> assets;

  private AssetSoftware(int failuresBeforeAlert, UnaryOperator<String> productIds) {
    this.failuresBeforeAlert = failuresBeforeAlert;
    this.productIds = productIds;
  }

  /**
   * The processor with its store.
   *
   * @param failuresBeforeAlert so many probes in a row must fail before it is told
   * @param productIds makes the catalogue's id of an alias
   */
  public static ProcessorSupplier<String, SoftwareEvent, String, ProductNews> supplier(
      int failuresBeforeAlert, UnaryOperator<String> productIds) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, SoftwareEvent, String, ProductNews> get() {
        return new AssetSoftware(failuresBeforeAlert, productIds);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.builder(Names.ASSETS_STORE, Residence.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, ProductNews> context) {
    this.context = context;
    this.assets = context.getStateStore(Names.ASSETS_STORE);
  }

  @Override
  public void process(Record<String, SoftwareEvent> record) {
    SoftwareEvent event = KeyCheck.keyed(record);
    refuseFuture(event);
    String asset = event.asset().id();
    String product = productIds.apply(event.product());
    List<Residence> others = others(asset, product);
    if (event instanceof SoftwareObserved seen && outdated(seen, others)) {
      return;
    }
    Residence known = assets.get(Keys.of(asset, product));
    Residence before = known == null ? Residence.vacant(event.asset(), product) : known;
    Residence after = before.after(event);
    if (after.equals(before)) {
      return;
    }
    if (event instanceof SoftwareObserved) {
      others.forEach(other -> move(record, other, other.replacedBy(product, event.time())));
    }
    move(record, before, after);
  }

  /** An observation from next year would outdate all that come before that day. */
  private void refuseFuture(SoftwareEvent event) {
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    if (event.time().isAfter(now.plus(CLOCKS_DIFFER))) {
      throw new UnreadableRecord(
          "time is "
              + event.time()
              + ", which is more than a day ahead; correct the clock of "
              + event.collector(),
          null);
    }
  }

  private List<Residence> others(String asset, String product) {
    return Stores.range(assets, Keys.of(asset)).stream()
        .map(entry -> entry.value)
        .filter(other -> !other.product().equals(product))
        .toList();
  }

  private static boolean outdated(SoftwareObserved seen, List<Residence> others) {
    return others.stream()
        .anyMatch(o -> o.observed() != null && !Residence.newer(seen, o.observed()));
  }

  private void move(Record<String, SoftwareEvent> record, Residence before, Residence after) {
    assets.put(Keys.of(after.asset().id(), after.product()), after);
    Residence told = after.told(failuresBeforeAlert);
    if (!told.sameAs(before.told(failuresBeforeAlert))) {
      context.forward(record.withKey(after.product()).withValue(told));
    }
  }
}
