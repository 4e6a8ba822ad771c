package io.patchwatch.alerting.courier;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.alerting.SampleRecords;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Finding;
import io.patchwatch.events.Incident;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionTroubleTextTest {

  @Test
  void aConflictNamesWhatEachSourceSays() {
    assertThat(text(SampleRecords.conflicting("chat-1")))
        .contains("chat-1: openfire: sources disagree on the version")
        .contains("http-probe: 4.7.4, last at 2026-11-23T12:00:00Z")
        .contains("image: 4.7.5, last at");
  }

  @Test
  void aRollbackNamesTheFormerVersionAndWhenItWasSeen() {
    assertThat(text(SampleRecords.wentBack("chat-1")))
        .contains("openfire went back from 4.7.5 to 4.7.4")
        .contains("Before: 4.7.5, last seen at 2026-11-23T12:00:00Z")
        .contains("Evidence: http-probe http://10.0.0.5:9090/login.jsp");
  }

  private static String text(Finding finding) {
    Incident incident = SampleRecords.incident(finding, 1);
    return MessageText.of(
        new Delivery(
            "d-1",
            incident.id(),
            "ops",
            Delivery.Kind.OPENED,
            SampleRecords.NOON,
            incident.title(),
            List.of(incident),
            0));
  }
}
