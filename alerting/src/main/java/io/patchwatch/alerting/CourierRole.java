package io.patchwatch.alerting;

import io.patchwatch.alerting.courier.CourierService;
import io.patchwatch.alerting.courier.CourierTally;
import io.patchwatch.alerting.courier.Fallback;
import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.alerting.courier.Supplies;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.links.LinkSettings;
import io.patchwatch.alerting.links.Links;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The courier with its notifiers, running. */
public final class CourierRole implements AutoCloseable {

  private final CourierService service;

  private CourierRole(CourierService service) {
    this.service = service;
  }

  /**
   * Starts it. Kafka need not be there yet.
   *
   * @param prefix of the topics
   * @param kafka settings of Kafka clients, with bootstrap.servers, without serializers
   * @param console where receivers of the type console are told
   */
  public static CourierRole start(
      AlertingSettings settings,
      String prefix,
      Map<String, Object> kafka,
      InstantSource clock,
      PrintStream console) {
    Map<String, Notifier> notifiers = new HashMap<>();
    for (Receiver receiver : settings.receivers()) {
      Supplies supplies = new Supplies(clock, words(settings, receiver), console);
      notifiers.put(receiver.name(), receiver.way().open(supplies));
    }
    Map<String, Notifier> meant = Map.copyOf(notifiers);
    for (Receiver receiver : settings.receivers()) {
      String other = receiver.fallback();
      if (other != null) {
        notifiers.put(
            receiver.name(),
            Fallback.of(
                meant.get(receiver.name()), meant.get(other), other, receiver.patience(), clock));
      }
    }
    CourierService service = new CourierService(kafka, prefix, notifiers, settings.retry(), clock);
    service.start();
    return new CourierRole(service);
  }

  private static Words words(AlertingSettings settings, Receiver receiver) {
    LinkSettings links = settings.links();
    return links == null
        ? receiver.wording()
        : new Links(links).into(receiver.wording(), receiver.language().acknowledge());
  }

  /** Whether deliveries are being taken. */
  public boolean ready() {
    return service.ready();
  }

  /** One line about its state. */
  public String detail() {
    return service.ready() ? "taking deliveries" : "waiting for Kafka";
  }

  /** What was sent so far, for metrics. */
  public CourierTally tally() {
    return service.tally();
  }

  @Override
  public void close() {
    service.close();
  }
}
