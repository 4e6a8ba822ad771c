package io.patchwatch.embedded;

import static org.apache.kafka.metadata.properties.MetaPropertiesEnsemble.META_PROPERTIES_NAME;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;

/** Formats a new log directory, as {@code kafka-storage.sh format} does. */
final class KafkaStorage {

  private KafkaStorage() {}

  /** Formats the directory with a new cluster id, unless it is formatted already. */
  static void formatIfNew(Path logs) {
    if (!Files.exists(logs.resolve(META_PROPERTIES_NAME))) {
      format(logs);
    }
  }

  private static void format(Path logs) {
    try {
      new Formatter()
          .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(KafkaSettings.NODE_ID)
          .addDirectory(logs.toString())
          .setMetadataLogDirectory(logs.toString())
          .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
          .run();
    } catch (Exception e) { // what Formatter.run declares
      throw new EmbeddedStartException(
          "embedded kafka: "
              + logs
              + " cannot be formatted ("
              + EmbeddedStartException.reason(e)
              + "); choose an empty data directory",
          e);
    }
  }
}
