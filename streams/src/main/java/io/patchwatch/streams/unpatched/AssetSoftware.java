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
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/**
 * What each asset runs, as far as its sources tell. Passes on only what changes a conclusion, keyed
 * by product; an asset runs one product, so a newer observation of another one ends the former
 * residence.
 */
@NullUnmarked // Kafka hands context and store over in init
public final class AssetSoftware implements Processor<String, SoftwareEvent, String, ProductNews> {

  private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

  private final int failuresBeforeAlert;
  private final Duration window;
  private final Products products;
  private ProcessorContext<String, ProductNews> context;
  private KeyValueStore<String, Sightings> assets;

  private AssetSoftware(int failuresBeforeAlert, Duration window, Products products) {
    this.failuresBeforeAlert = failuresBeforeAlert;
    this.window = window;
    this.products = products;
  }

  /**
   * The processor with its store.
   *
   * @param failuresBeforeAlert so many probes in a row must fail before it is told
   * @param window a source that fell silent for so long while others spoke no longer counts
   */
  public static ProcessorSupplier<String, SoftwareEvent, String, ProductNews> supplier(
      int failuresBeforeAlert, Duration window, Products products) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, SoftwareEvent, String, ProductNews> get() {
        return new AssetSoftware(failuresBeforeAlert, window, products);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.builder(Names.ASSETS_STORE, Sightings.class));
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
    String product = products.id(event.product());
    List<Sightings> others = others(asset, product);
    if (event instanceof SoftwareObserved seen && outdated(seen, others)) {
      return;
    }
    Sightings known = assets.get(Keys.of(asset, product));
    Sightings before = known == null ? Sightings.none(event.asset(), product) : known;
    Sightings after = before.after(event, window);
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

  private List<Sightings> others(String asset, String product) {
    return Stores.range(assets, Keys.of(asset)).stream()
        .map(entry -> entry.value)
        .filter(other -> !other.product().equals(product))
        .toList();
  }

  private static boolean outdated(SoftwareObserved seen, List<Sightings> others) {
    return others.stream()
        .map(Sightings::newest)
        .anyMatch(newest -> newest != null && !Testimony.newer(seen, newest));
  }

  private void move(Record<String, SoftwareEvent> record, Sightings before, Sightings after) {
    assets.put(Keys.of(after.asset().id(), after.product()), after);
    Residence told = residence(after);
    if (!told.sameAs(residence(before))) {
      context.forward(record.withKey(after.product()).withValue(told));
    }
  }

  private Residence residence(Sightings seen) {
    return Residence.of(seen, products.rules(seen.product()), failuresBeforeAlert, window);
  }
}
