package io.patchwatch.ingest.containers;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a Kubernetes API server is reached.
 *
 * @param apiServer null: what a pod finds around itself, or the user's kubeconfig file
 * @param token of a service account; null: none, or the pod's own
 * @param caFile PEM file with the cluster's authority; null: the system's trust, or the pod's own
 * @param timeout for each request
 */
public record Cluster(
    @Nullable URI apiServer, @Nullable Secret token, @Nullable Path caFile, Duration timeout) {

  KubernetesClient connect() {
    int millis = (int) timeout.toMillis();
    ConfigBuilder config =
        new ConfigBuilder(apiServer == null ? Config.autoConfigure(null) : Config.empty())
            .withRequestTimeout(millis)
            .withConnectionTimeout(millis)
            .withRequestRetryBackoffLimit(0);
    if (apiServer != null) {
      config.withMasterUrl(apiServer.toString());
    }
    if (token != null) {
      config.withOauthToken(token.reveal());
    }
    if (caFile != null) {
      config.withCaCertFile(caFile.toString());
    }
    return new KubernetesClientBuilder().withConfig(config.build()).build();
  }

  String locator() {
    return apiServer == null ? "kubernetes" : apiServer.getAuthority();
  }
}
