package io.patchwatch.streams.unpatched;

import io.patchwatch.events.AdvisoryEvent;
import java.util.function.UnaryOperator;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;

/** Keys advisories by their product, where they meet the assets that run it. */
public final class AdvisoryNews
    extends ContextualProcessor<String, AdvisoryEvent, String, ProductNews> {

  private final UnaryOperator<String> productIds;

  private AdvisoryNews(UnaryOperator<String> productIds) {
    this.productIds = productIds;
  }

  /**
   * The processor.
   *
   * @param productIds makes the catalogue's id of an alias
   */
  public static ProcessorSupplier<String, AdvisoryEvent, String, ProductNews> supplier(
      UnaryOperator<String> productIds) {
    return () -> new AdvisoryNews(productIds);
  }

  @Override
  public void process(Record<String, AdvisoryEvent> record) {
    String product = productIds.apply(record.value().product());
    context().forward(record.withKey(product).withValue(new ProductNews.Known(record.value())));
  }
}
