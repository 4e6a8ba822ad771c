package io.patchwatch.ingest.containers;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import org.jspecify.annotations.Nullable;

/**
 * A workload that runs a chat server.
 *
 * @param container null: the one whose image the catalogue knows, or the only one
 */
public record Workload(String namespace, Kind kind, String name, @Nullable String container) {

  /** What keeps the pods running. */
  public enum Kind {
    DEPLOYMENT,
    STATEFULSET,
    DAEMONSET
  }

  /**
   * What the API server says of it.
   *
   * @param wanted pods
   * @param updated pods that have the newest template
   */
  record Standing(LabelSelector pods, int wanted, int updated) {}

  /** Null: there is no such workload. */
  @Nullable Standing ask(KubernetesClient client) {
    return switch (kind) {
      case DEPLOYMENT -> {
        Deployment found = client.apps().deployments().inNamespace(namespace).withName(name).get();
        yield found == null
            ? null
            : new Standing(
                found.getSpec().getSelector(),
                number(found.getSpec().getReplicas()),
                number(found.getStatus().getUpdatedReplicas()));
      }
      case STATEFULSET -> {
        StatefulSet found =
            client.apps().statefulSets().inNamespace(namespace).withName(name).get();
        yield found == null
            ? null
            : new Standing(
                found.getSpec().getSelector(),
                number(found.getSpec().getReplicas()),
                number(found.getStatus().getUpdatedReplicas()));
      }
      case DAEMONSET -> {
        DaemonSet found = client.apps().daemonSets().inNamespace(namespace).withName(name).get();
        yield found == null
            ? null
            : new Standing(
                found.getSpec().getSelector(),
                number(found.getStatus().getDesiredNumberScheduled()),
                number(found.getStatus().getUpdatedNumberScheduled()));
      }
    };
  }

  private static int number(@Nullable Integer number) {
    return number == null ? 0 : number;
  }
}
