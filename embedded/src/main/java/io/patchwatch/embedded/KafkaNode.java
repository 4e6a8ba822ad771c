package io.patchwatch.embedded;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import kafka.server.BrokerServer;
import kafka.server.ControllerServer;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.server.Server;
import kafka.server.SharedServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.bootstrap.BootstrapMetadata;
import org.apache.kafka.metadata.properties.MetaPropertiesEnsemble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Broker and controller in one process, put together as {@link KafkaRaftServer} does, with two
 * differences: they accept on sockets that are bound already, and a fault does not end the process.
 */
final class KafkaNode {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaNode.class);

  private final ControllerServer controller;
  private final BrokerServer broker;
  private final KafkaFaults faults = new KafkaFaults();

  KafkaNode(Properties settings, BoundSockets sockets) {
    KafkaConfig config = KafkaConfig.fromProps(settings, false);
    Tuple2<MetaPropertiesEnsemble, BootstrapMetadata> storage =
        KafkaRaftServer.initializeLogDirs(config, LOG, "[embedded kafka] ");
    SharedServer shared =
        new SharedServer(
            config,
            storage._1(),
            Time.SYSTEM,
            Server.initializeMetrics(config, Time.SYSTEM, storage._1().clusterId().orElseThrow()),
            CompletableFuture.completedFuture(Map.of(KafkaSettings.NODE_ID, sockets.controller())),
            List.<InetSocketAddress>of(),
            faults,
            sockets);
    this.controller = new ControllerServer(shared, KafkaRaftServer.configSchema(), storage._2());
    this.broker = new BrokerServer(shared);
  }

  /** Returns when the broker serves clients. */
  void start() {
    controller.startup();
    faults.throwFirst();
    broker.startup();
    faults.throwFirst();
  }

  void stop() {
    broker.shutdown();
    controller.shutdown();
    broker.awaitShutdown();
    controller.awaitShutdown();
  }
}
