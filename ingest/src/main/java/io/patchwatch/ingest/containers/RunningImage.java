package io.patchwatch.ingest.containers;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.patchwatch.events.catalogue.Product;
import java.util.List;
import java.util.Optional;

/**
 * The container of a pod that runs the product.
 *
 * @param image as the pod asks for it, with the digest that really runs
 */
record RunningImage(ImageReference image, int restarts) {

  /** Empty: the pod has no such container, or it does not run. */
  static Optional<RunningImage> of(Pod pod, Workload workload, Product product) {
    return container(pod.getSpec().getContainers(), workload, product)
        .flatMap(
            container ->
                pod.getStatus().getContainerStatuses().stream()
                    .filter(status -> status.getName().equals(container.getName()))
                    .filter(status -> status.getState().getRunning() != null)
                    .findFirst()
                    .map(status -> running(container, status)));
  }

  private static Optional<Container> container(
      List<Container> containers, Workload workload, Product product) {
    if (containers.size() == 1 && workload.container() == null) {
      return Optional.of(containers.getFirst());
    }
    return containers.stream()
        .filter(
            c ->
                workload.container() == null
                    ? isOf(product, c)
                    : c.getName().equals(workload.container()))
        .findFirst();
  }

  private static boolean isOf(Product product, Container container) {
    ImageReference image = ImageReference.parse(container.getImage());
    return product.identifiers().images().stream().anyMatch(image::isCopyOf);
  }

  private static RunningImage running(Container container, ContainerStatus status) {
    ImageReference asked = ImageReference.parse(container.getImage());
    String id = status.getImageID() == null ? "" : status.getImageID();
    int at = id.indexOf('@');
    String digest = at < 0 ? asked.digest() : id.substring(at + 1);
    int restarts = status.getRestartCount() == null ? 0 : status.getRestartCount();
    return new RunningImage(new ImageReference(asked.name(), asked.tag(), digest), restarts);
  }
}
