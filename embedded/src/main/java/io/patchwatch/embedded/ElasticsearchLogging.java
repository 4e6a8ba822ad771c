package io.patchwatch.embedded;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.elasticsearch.common.logging.LogConfigurator;

/**
 * Makes Elasticsearch log through the application's log4j2 configuration, and Lucene not write to
 * the terminal.
 */
final class ElasticsearchLogging {

  // Held here, because java.util.logging forgets the level of a logger that nobody holds.
  private static final Logger LUCENE_VECTORS =
      Logger.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider");

  private ElasticsearchLogging() {}

  /**
   * To be called before any other class of Elasticsearch is used. Does not change the log4j2
   * configuration.
   */
  static void configure() {
    // It advises an incubating JVM module for vector searches; we have none.
    LUCENE_VECTORS.setLevel(Level.SEVERE);
    LogConfigurator.configureESLogging();
  }
}
