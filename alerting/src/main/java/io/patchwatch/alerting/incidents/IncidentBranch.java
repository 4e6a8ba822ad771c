package io.patchwatch.alerting.incidents;

import io.patchwatch.alerting.oncall.InhibitRule;
import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.events.DeadLetter;
import io.patchwatch.events.Incident;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.WireSerde;
import java.util.List;
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
  private final OnCallRules rules;
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
      OnCallRules rules,
      UnaryOperator<String> productName,
      OpenIncidents openIncidents,
      String prefix) {
    this.routes = routes;
    this.rules = rules;
    this.productName = productName;
    this.openIncidents = openIncidents;
    this.prefix = prefix;
  }

  /** Adds the branch to the stream of findings; what it returns is keyed by incident. */
  public KStream<String, News> on(
      KStream<String, byte[]> findings, KStream<String, byte[]> commands) {
    KStream<String, Intake> intake =
        findings.process(new Placing(routes, rules.inhibitRules()), Named.as("place-findings"));
    deadLetters(intake);
    KStream<String, News> news = incidents(byIncident(intake, commands));
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
  private static KStream<String, Inbound> byIncident(
      KStream<String, Intake> intake, KStream<String, byte[]> commands) {
    KStream<String, Inbound> orders =
        commands.flatMap((key, value) -> ReadCommands.of(value), Named.as("commands-for-on-call"));
    return intake
        .flatMapValues(IncidentBranch::inbound, Named.as("placed-findings"))
        .merge(orders, Named.as("findings-and-commands"))
        .repartition(
            Repartitioned.<String, Inbound>as("findings-by-incident")
                .withKeySerde(Serdes.String())
                .withValueSerde(new WireSerde<>(Inbound.class))
                .withStreamPartitioner(new ToTasks()));
  }

  private static Set<Inbound> inbound(Intake intake) {
    return switch (intake) {
      case Intake.Step it -> Set.of(it.placed());
      case Intake.Signalled it -> Set.of(it.signal());
      case Intake.Unreadable it -> Set.of();
    };
  }

  private KStream<String, News> incidents(KStream<String, Inbound> inbound) {
    return inbound.process(
        new Incidents(rules, productName, openIncidents), Named.as("keep-incidents"));
  }

  private record Placing(RouteTree routes, List<InhibitRule> inhibitRules)
      implements ProcessorSupplier<String, byte[], String, Intake> {
    @Override
    public Processor<String, byte[], String, Intake> get() {
      return new PlacingProcessor(routes, inhibitRules);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return IncidentStores.forPlacing();
    }
  }

  private record Incidents(
      OnCallRules rules, UnaryOperator<String> productName, OpenIncidents openIncidents)
      implements ProcessorSupplier<String, Inbound, String, News> {
    @Override
    public Processor<String, Inbound, String, News> get() {
      return new IncidentProcessor(rules, productName, openIncidents);
    }

    @Override
    public Set<StoreBuilder<?>> stores() {
      return IncidentStores.forIncidents();
    }
  }
}
