package io.patchwatch.alerting;

import io.patchwatch.alerting.incidents.IncidentBranch;
import io.patchwatch.alerting.incidents.OpenIncidents;
import io.patchwatch.alerting.mailbox.MailboxBranch;
import io.patchwatch.alerting.mailbox.MailboxSettings;
import io.patchwatch.alerting.oncall.OnCallRules;
import io.patchwatch.alerting.routing.Route;
import io.patchwatch.alerting.routing.RouteTree;
import io.patchwatch.events.topics.Topic;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;

/**
 * The on-call engine: findings join incidents, incidents become news for receivers, news becomes
 * deliveries within each receiver's budget. Every instance must be given the same settings.
 */
public final class OnCallTopology {

  private OnCallTopology() {}

  /**
   * Builds it.
   *
   * @param prefix of the topics
   * @param productName gives the name for people of a product id
   * @param openIncidents is kept up to date with what this process looks after
   */
  public static Topology build(
      AlertingSettings settings,
      String prefix,
      UnaryOperator<String> productName,
      OpenIncidents openIncidents) {
    return build(
        settings.route(),
        settings.rules(),
        new Mailboxes(settings.mailbox(), settings::mailbox),
        prefix,
        productName,
        openIncidents);
  }

  /**
   * How receivers are kept from being flooded.
   *
   * @param usual where nothing else is said
   * @param of this receiver
   */
  record Mailboxes(MailboxSettings usual, Function<String, MailboxSettings> of) {

    /** The same for all. */
    static Mailboxes all(MailboxSettings settings) {
      return new Mailboxes(settings, receiver -> settings);
    }
  }

  static Topology build(
      Route route,
      OnCallRules rules,
      Mailboxes mailboxes,
      String prefix,
      UnaryOperator<String> productName,
      OpenIncidents openIncidents) {
    StreamsBuilder builder = new StreamsBuilder();
    var findings =
        builder.stream(
            Topic.FINDINGS.name(prefix),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("findings-in"));
    var commands =
        builder.stream(
            Topic.COMMANDS.name(prefix),
            Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("commands-in"));
    RouteTree routes = new RouteTree(route);
    var incidents = new IncidentBranch(routes, rules, productName, openIncidents, prefix);
    new MailboxBranch(mailboxes.usual(), mailboxes.of(), routes.longestWait(), prefix)
        .on(incidents.on(findings, commands));
    return builder.build();
  }
}
