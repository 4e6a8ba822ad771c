package io.patchwatch.app.config;

import io.patchwatch.events.yaml.Secret;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the Kubernetes API server is reached for assets with a {@code workload}. Without {@code
 * api_server} it is what a pod finds around itself, or the kubeconfig file of the user.
 *
 * @param caFile PEM file with the cluster's certificate authority
 */
public record KubernetesConfig(
    @Nullable URI apiServer, @Nullable Secret token, @Nullable Path caFile) {}
