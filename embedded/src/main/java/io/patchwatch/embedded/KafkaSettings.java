package io.patchwatch.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/**
 * The broker's settings: one node that is broker and controller, small and quick, for tens of small
 * topics.
 */
final class KafkaSettings {

  static final int NODE_ID = 1;
  static final String BROKER_LISTENER = "PLAINTEXT";
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private static final int KIB = 1024;
  private static final int MIB = 1024 * KIB;

  private KafkaSettings() {}

  static Properties of(Path logs, int brokerPort, int controllerPort) {
    Properties settings = new Properties();
    node(settings, logs, brokerPort, controllerPort);
    internalTopics(settings);
    logs(settings);
    groups(settings);
    threads(settings);
    settings.replaceAll((name, value) -> value.toString());
    return settings;
  }

  private static void node(Properties settings, Path logs, int brokerPort, int controllerPort) {
    String broker = LoopbackSocket.HOST + ":" + brokerPort;
    String controller = LoopbackSocket.HOST + ":" + controllerPort;
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", NODE_ID);
    settings.put("controller.quorum.voters", NODE_ID + "@" + controller);
    settings.put(
        "listeners",
        BROKER_LISTENER + "://" + broker + "," + CONTROLLER_LISTENER + "://" + controller);
    settings.put("advertised.listeners", BROKER_LISTENER + "://" + broker);
    settings.put("inter.broker.listener.name", BROKER_LISTENER);
    settings.put("controller.listener.names", CONTROLLER_LISTENER);
    settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("log.dirs", logs.toString());
    // After a hard kill the node waits for its own former session to end before it may register
    // again. Were it shorter, a machine that is busy for a moment would cost it its leadership.
    settings.put("broker.session.timeout.ms", 3_000);
    settings.put("broker.heartbeat.interval.ms", 500);
    // Idle records tell other voters and brokers that the leader lives; there are none.
    settings.put("metadata.max.idle.interval.ms", 0);
  }

  private static void internalTopics(Properties settings) {
    settings.put("auto.create.topics.enable", false);
    settings.put("default.replication.factor", 1);
    settings.put("offsets.topic.replication.factor", 1);
    settings.put("offsets.topic.num.partitions", 4);
    settings.put("offsets.topic.segment.bytes", 4 * MIB);
    settings.put("transaction.state.log.replication.factor", 1);
    settings.put("transaction.state.log.min.isr", 1);
    settings.put("transaction.state.log.num.partitions", 4);
    settings.put("transaction.state.log.segment.bytes", 4 * MIB);
    // A transaction left open by a killed process hides later records from read_committed readers
    // until this aborts it.
    settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
  }

  private static void logs(Properties settings) {
    settings.put("message.max.bytes", 2 * MIB);
    settings.put("log.segment.bytes", 64 * MIB);
    // Preallocated per partition; 256 KiB still indexes 85 MiB of log, more than a segment.
    settings.put("log.index.size.max.bytes", 256 * KIB);
    settings.put("log.segment.delete.delay.ms", 1_000);
    // Allocated at start on the heap (128 MiB by default); 4 MiB compacts 150,000 keys in one pass.
    settings.put("log.cleaner.dedupe.buffer.size", 4 * MIB);
  }

  private static void groups(Properties settings) {
    settings.put("group.initial.rebalance.delay.ms", 0);
    settings.put("group.min.session.timeout.ms", 1_000);
    for (String protocol : List.of("group.consumer", "group.streams")) {
      settings.put(protocol + ".min.session.timeout.ms", 1_000);
      settings.put(protocol + ".session.timeout.ms", 6_000);
      settings.put(protocol + ".min.heartbeat.interval.ms", 500);
      settings.put(protocol + ".heartbeat.interval.ms", 1_000);
    }
    settings.put("group.streams.initial.rebalance.delay.ms", 0);
  }

  private static void threads(Properties settings) {
    settings.put("num.network.threads", 2);
    settings.put("num.io.threads", 4);
    settings.put("background.threads", 2);
    settings.put("num.recovery.threads.per.data.dir", 2);
    settings.put("group.coordinator.threads", 2);
    settings.put("group.coordinator.background.threads", 1);
  }
}
