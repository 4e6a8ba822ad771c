package io.patchwatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.alerting.mailbox.MailboxSettings;
import io.patchwatch.alerting.routing.Matcher;
import io.patchwatch.alerting.routing.Route;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertingSettingsTest {

  private static final List<Receiver> OPS = List.of(Receiver.console("ops"));

  @Test
  void tellsTheTerminalWhenNothingIsSet() {
    var settings = new AlertingSettings(null, null, null, null, null, null, null, null, null);
    assertThat(settings.receivers()).containsExactly(Receiver.console("console"));
    assertThat(settings.route().receiver()).isEqualTo("console");
    assertThat(settings.mailbox()).isEqualTo(MailboxSettings.DEFAULTS);
  }

  @Test
  void namesEveryReceiverThatIsMissingOrThereTwice() {
    Route route =
        new Route("ops", List.of(), null, false, List.of(Route.to("night"), Route.to("day")));
    var twice = List.of(Receiver.console("ops"), Receiver.console("ops"));
    assertThatThrownBy(() -> AlertingSettings.of(route, twice))
        .hasMessageContaining("'ops' is there twice")
        .hasMessageContaining("'night' is not defined")
        .hasMessageContaining("'day' is not defined");
  }

  @Test
  void refusesATopRouteThatWouldLetFindingsGoUnheard() {
    Matcher critical = Matcher.parse("severity=critical");
    assertThatThrownBy(
            () ->
                AlertingSettings.of(
                    new Route("ops", List.of(critical), null, false, List.of()), OPS))
        .hasMessageStartingWith("alerting.route.matchers: ");
    assertThatThrownBy(
            () ->
                AlertingSettings.of(
                    new Route(null, List.of(), null, false, List.of(Route.to("ops"))), OPS))
        .hasMessageStartingWith("alerting.route.receiver: ");
  }

  @Test
  void namesTheKeyOfAnImpossibleValue() {
    assertThatThrownBy(
            () ->
                new AlertingSettings(
                    null, OPS, Duration.ofSeconds(-1), null, null, null, null, null, null))
        .hasMessageStartingWith("alerting.group_wait: ");
    assertThatThrownBy(() -> new AlertingSettings(null, OPS, null, 0, null, null, null, null, null))
        .hasMessageStartingWith("alerting.burst: ");
    assertThatThrownBy(() -> Receiver.console("no/slash"))
        .hasMessageStartingWith("alerting.receivers: name 'no/slash'");
    assertThatThrownBy(
            () ->
                new Receiver(
                    "ops", null, null, null, null, null, null, null, null, null, null, null, null,
                    null, null, null, null, null, null))
        .hasMessageContaining("exactly one of webhook, slack");
  }

  @Test
  void refusesTimeIntervalsThatAreNotDefined() {
    Route route =
        new Route(
            "ops",
            List.of(),
            null,
            false,
            List.of(),
            null,
            null,
            null,
            null,
            List.of("nights"),
            null);
    assertThatThrownBy(() -> AlertingSettings.of(route, List.of(Receiver.console("ops"))))
        .hasMessageContaining("'nights' is not defined; add it to alerting.time_intervals");
  }
}
