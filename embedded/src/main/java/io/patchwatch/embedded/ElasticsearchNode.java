package io.patchwatch.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.node.Node;
import org.elasticsearch.node.NodeValidationException;
import org.elasticsearch.plugins.PluginsLoader;

/** The node with the modules that lie in its home directory. */
final class ElasticsearchNode {

  private static final int SECONDS_TO_FINISH_REQUESTS = 10;

  private final Node node;

  private ElasticsearchNode(Node node) {
    this.node = node;
  }

  static ElasticsearchNode start(Settings settings) throws IOException, NodeValidationException {
    Environment environment = new Environment(settings, null);
    PluginsLoader modules =
        PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), false),
            Set.of(),
            Map.of(),
            false);
    Node node = new UnmarkedNode(environment, modules);
    try {
      node.start();
      return new ElasticsearchNode(node);
    } catch (RuntimeException | NodeValidationException e) {
      node.close();
      throw e;
    }
  }

  int httpPort() {
    return node.injector()
        .getInstance(HttpServerTransport.class)
        .boundAddress()
        .publishAddress()
        .getPort();
  }

  void stop() {
    try {
      node.prepareForClose();
      node.close();
      node.awaitClose(SECONDS_TO_FINISH_REQUESTS, TimeUnit.SECONDS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * A node that does not write its id into the log layout, where it can be set only once in a
   * process: the second node's start would fail on it.
   */
  private static final class UnmarkedNode extends Node {
    UnmarkedNode(Environment environment, PluginsLoader modules) {
      super(environment, modules);
    }

    @Override
    protected void configureNodeAndClusterIdStateListener(ClusterService clusterService) {}
  }
}
