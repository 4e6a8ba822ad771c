package io.patchwatch.app.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.metrics.MetricsCollector;
import io.patchwatch.ingest.metrics.MetricsPage;
import io.patchwatch.ingest.net.TlsOptions;
import io.patchwatch.ingest.probe.HttpCollector;
import io.patchwatch.ingest.probe.HttpProbe;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.VersionCollector;
import io.patchwatch.ingest.xmpp.XmppAccount;
import io.patchwatch.ingest.xmpp.XmppCollector;
import io.patchwatch.ingest.xmpp.XmppComponent;
import io.patchwatch.ingest.xmpp.XmppComponentCollector;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real servers are asked as an operator's configuration would have it. */
class VersionsOfRealServersIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @TempDir Path directory;

  private static Product product(String id) {
    return Objects.requireNonNull(Catalogue.builtIn().get(id));
  }

  private static Collected askXmpp(
      String product, XmppServer server, String password, TlsOptions tls) throws Exception {
    XmppAccount account =
        new XmppAccount(
            "watch@localhost",
            Secret.of(password),
            Loopback.ADDRESS,
            server.xmppPort(),
            true,
            TIMEOUT,
            tls);
    try (VersionCollector collector = new XmppCollector(product(product), account)) {
      return collector.collect();
    }
  }

  private static TlsOptions pinned(XmppServer server) {
    return new TlsOptions(server.certificate().certificate(), false);
  }

  private static String version(Collected collected) {
    assertThat(collected).isInstanceOf(Collected.Seen.class);
    return ((Collected.Seen) collected).reading().version();
  }

  private static Failure failure(Collected collected) {
    assertThat(collected).isInstanceOf(Collected.Missed.class);
    return ((Collected.Missed) collected).failure();
  }

  @Test
  void prosodyTellsItsVersionToAUserAndToAComponent() throws Exception {
    try (Prosody prosody = Prosody.start(directory)) {
      prosody.register("watch", "right");
      assertThat(version(askXmpp("prosody", prosody, "right", pinned(prosody))))
          .matches("\\d+\\.\\d+\\S*");
      assertThat(failure(askXmpp("prosody", prosody, "wrong", pinned(prosody))))
          .isEqualTo(Failure.REFUSED);
      assertThat(failure(askXmpp("prosody", prosody, "right", TlsOptions.SYSTEM)))
          .isEqualTo(Failure.TLS);
      assertThat(version(askComponent(prosody, Prosody.COMPONENT_SECRET)))
          .matches("\\d+\\.\\d+\\S*");
      assertThat(failure(askComponent(prosody, "wrong"))).isEqualTo(Failure.REFUSED);
    }
  }

  private static Collected askComponent(Prosody prosody, String secret) throws Exception {
    XmppComponent component =
        new XmppComponent(
            Prosody.COMPONENT,
            Secret.of(secret),
            "localhost",
            Loopback.ADDRESS,
            prosody.componentPort(),
            TIMEOUT);
    return new XmppComponentCollector(product("prosody"), component).collect();
  }

  @Test
  void ejabberdTellsItsVersionWithTheRevisionOfItsPackage() throws Exception {
    try (Ejabberd ejabberd = Ejabberd.start(directory)) {
      ejabberd.register("watch", "right");
      assertThat(version(askXmpp("ejabberd", ejabberd, "right", pinned(ejabberd))))
          .matches("\\d\\d\\.\\d\\d\\S*");
      assertThat(failure(askXmpp("prosody", ejabberd, "right", pinned(ejabberd))))
          .isEqualTo(Failure.OTHER_PRODUCT);
      assertThat(failure(askXmpp("ejabberd", ejabberd, "wrong", pinned(ejabberd))))
          .isEqualTo(Failure.REFUSED);
    }
  }

  @Test
  void synapseTellsTheSameVersionOverHttpAndInItsMetrics() throws Exception {
    Product synapse = product("synapse");
    try (Synapse server = Synapse.start(directory);
        VersionCollector http =
            new HttpCollector(
                synapse, server.uri(), new HttpProbe(TIMEOUT, Map.of(), TlsOptions.SYSTEM));
        VersionCollector metrics =
            new MetricsCollector(
                synapse,
                new MetricsPage(server.metricsUri(), Map.of(), TIMEOUT, TlsOptions.SYSTEM))) {
      assertThat(version(metrics.collect())).isEqualTo(server.version());
      assertThat(version(http.collect())).isEqualTo(server.version());
    }
  }
}
