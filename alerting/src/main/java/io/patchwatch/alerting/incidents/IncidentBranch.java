package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Incident;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.WireSerde;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Findings in, incidents and news about them out. */
public final class IncidentBranch {

  private final RouteTree routes;
  private final UnaryOperator<String> productName;
  private final OpenIncidents openIncidents;
  private final String prefix;

  /**
   * A branch with these routes.
   *
   * @param productName gives the name for people of a product id
   * @param prefix of the topics
   */
  public IncidentBranch(
      RouteTree routes,
      UnaryOperator<String> productName,
      OpenIncidents openIncidents,
      String prefix) {
    this.routes = routes;
    this.productName = productName;
    this.openIncidents = openIncidents;
    this.prefix = prefix;
  }

  /** Adds the branch to the stream of findings; what it returns is keyed by incident. */
  public KStream<String, News> on(KStream<String, byte[]> findings) {
    KStream<String, Intake> intake =
        findings.process(new Placing(routes), Named.as("place-findings"));
    deadLetters(intake);
    KStream<String, News> news = incidents(placed(intake));
    news.mapValues(News::incident, Named.as("incident-states"))
        .to(
            Topic.INCIDENTS.name(prefix),
            Produced.with(Serdes.String(), new WireSerde<>(Incident.class))
                .withName("incidents-out"));
    return news;
  }

  private void deadLetters(KStream<String, Intake> intake) {
    intake
        .flatMapValues(
            it -> it instanceof Intake.Unreadable bad ? Set.of(bad.letter()) : Set.<DeadLetter>of(),
            Named.as("unreadable-findings"))
        .to(
            Topic.DEAD_LETTERS.name(prefix),
            Produced.with(Serdes.String(), new WireSerde<>(DeadLetter.class))
                .withName("oncall-dead-letters-out"));
  }

  /** One incident's findings meet in one place, whatever partition they came by. */
  private static KStream<String, Placed> placed(KStream<String, Intake> intake) {
    return intake
        .flatMapValues(
            it -> it instanceof Intake.Step step ? Set.of(step.placed()) : Set.<Placed>of(),
            Named.as("placed-findings"))
        .repartition(
            Repartitioned.<String, Placed>as("findings-by-incident")
                .withKeySerde(Serdes.String())
                .withValueSerde(new WireSerde<>(Placed.class)));
  }

  private KStream<String, News> incidents(KStream<String, Placed> placed) {
    return placed.process(new Incidents(productName, openIncidents), Named.as("keep-incidents"));
  }

  private record Placing(RouteTree routes)
      implements ProcessorSupplier<String, byte[], String, Intake> {
    @Override
    public Processor<String, byte[], String, Intake> get() {
      return new PlacingProcessor(routes);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return IncidentStores.forPlacing();
    }
  }

  private record Incidents(UnaryOperator<String> productName, OpenIncidents openIncidents)
      implements ProcessorSupplier<String, Placed, String, News> {
    @Override
    public Processor<String, Placed, String, News> get() {
      return new IncidentProcessor(productName, openIncidents);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return IncidentStores.forIncidents();
    }
  }
}
