package io.patchwatch.embedded;

import java.nio.file.Path;
import org.elasticsearch.common.settings.Settings;

/** The node's settings: alone, on loopback, small. */
final class ElasticsearchSettings {

  private ElasticsearchSettings() {}

  static Settings of(Path data, Path home, int port) {
    return Settings.builder()
        .put("cluster.name", "patchwatch-embedded")
        .put("node.name", "embedded")
        .put("discovery.type", "single-node")
        .put("path.home", home.toString())
        .put("path.data", data.toString())
        .put("path.logs", home.resolve("logs").toString())
        .put("network.host", LoopbackSocket.HOST)
        .put("http.type", "netty4")
        .put("http.port", port)
        // Needless on loopback; and Netty would pick zstd, as Kafka's library for it is on the
        // class path, and fail.
        .put("http.compression", false)
        .put("transport.type", "netty4")
        // Nothing joins this node; the transport only has to exist.
        .put("transport.port", 0)
        .put("transport.netty.worker_count", 1)
        .put("http.netty.worker_count", 2)
        // The defaults are shares of the disk and lock the indices of a laptop whose disk is 95 %
        // full.
        .put("cluster.routing.allocation.disk.watermark.low", "1gb")
        .put("cluster.routing.allocation.disk.watermark.high", "500mb")
        .put("cluster.routing.allocation.disk.watermark.flood_stage", "200mb")
        .build();
  }
}
