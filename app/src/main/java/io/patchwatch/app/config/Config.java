package io.patchwatch.app.config;

import io.patchwatch.alerting.AlertingSettings;
import io.patchwatch.streams.DetectionSettings;
import io.patchwatch.streams.privacy.PrivacySettings;
import java.nio.file.Path;
import java.util.List;

/**
 * The whole configuration. The commented example file explains each key.
 *
 * @param dataDir where this process keeps state: checkpoints, stream stores, embedded servers
 */
public record Config(
    Path dataDir,
    KafkaConfig kafka,
    ElasticsearchConfig elasticsearch,
    ServerConfig server,
    CatalogueConfig catalogue,
    AdvisoriesConfig advisories,
    ProbesConfig probes,
    KubernetesConfig kubernetes,
    List<AssetConfig> assets,
    List<InventoryConfig> inventories,
    PushConfig push,
    SyslogConfig syslog,
    ExceptionsConfig exceptions,
    PrivacySettings privacy,
    DetectionSettings detection,
    StreamsConfig streams,
    AlertingSettings alerting) {}
