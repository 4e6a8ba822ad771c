package io.patchwatch.ingest.containers;

import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.events.catalogue.Reading;
import io.patchwatch.ingest.versions.Collected;
import io.patchwatch.ingest.versions.VersionCollector;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads which images the pods of a workload run. While a rollout goes on the oldest one decides: a
 * server is patched when all its pods are.
 */
public final class KubernetesCollector implements VersionCollector {

  private static final long MOST_PODS = 500;
  private static final OldestFirst OLDEST_FIRST = new OldestFirst();

  private final Product product;
  private final Workload workload;
  private final String locator;
  private final KubernetesClient client;

  /** Does not ask yet. */
  public KubernetesCollector(Product product, Workload workload, Cluster cluster) {
    this.product = product;
    this.workload = workload;
    this.client = cluster.connect();
    this.locator =
        "kubernetes://"
            + cluster.locator()
            + "/"
            + workload.namespace()
            + "/"
            + workload.kind().name().toLowerCase(Locale.ROOT)
            + "/"
            + workload.name();
  }

  @Override
  public String source() {
    return EvidenceSource.KUBERNETES.label();
  }

  @Override
  public Collected collect() throws InterruptedException {
    try {
      Workload.Standing standing = workload.ask(client);
      return standing == null
          ? missed(Failure.UNREADABLE, "there is no such workload; check namespace, kind and name")
          : read(standing);
    } catch (KubernetesClientException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedException();
      }
      return explain(e);
    }
  }

  private Collected read(Workload.Standing standing) {
    List<Pod> pods =
        client
            .pods()
            .inNamespace(workload.namespace())
            .withLabelSelector(standing.pods())
            .list(new ListOptionsBuilder().withLimit(MOST_PODS).build())
            .getItems();
    List<RunningImage> running =
        pods.stream()
            .map(pod -> RunningImage.of(pod, workload, product))
            .flatMap(Optional::stream)
            .toList();
    return running.isEmpty()
        ? missed(
            Failure.UNREADABLE,
            "none of its "
                + pods.size()
                + " pods runs a container of "
                + product.name()
                + "; check workload.container and the rollout")
        : oldest(standing, running);
  }

  private Collected oldest(Workload.Standing standing, List<RunningImage> running) {
    List<Reading.Read> read = new ArrayList<>();
    for (RunningImage image : running) {
      switch (ImageVersion.read(product, image.image())) {
        case Reading.Read one -> read.add(one);
        case Reading.Unreadable(Failure failure, String why) -> {
          return missed(failure, why);
        }
        case Reading.OtherProduct(String name) -> {
          return missed(Failure.OTHER_PRODUCT, "this is " + name);
        }
      }
    }
    read.sort((a, b) -> OLDEST_FIRST.compare(a.version(), b.version()));
    Reading.Read decides = read.getFirst();
    int restarts = running.stream().mapToInt(RunningImage::restarts).sum();
    String excerpt =
        decides.excerpt()
            + "; %d of %d pods updated, %d running, %d restarts"
                .formatted(standing.updated(), standing.wanted(), running.size(), restarts);
    return new Collected.Seen(
        locator, new Reading.Read(decides.version(), decides.precision(), excerpt));
  }

  private Collected.Missed explain(KubernetesClientException e) {
    int code = e.getCode();
    if (code == 401 || code == 403) {
      return missed(
          Failure.REFUSED,
          "the API server refused us ("
              + code
              + "); the service account needs get on "
              + workload.kind().name().toLowerCase(Locale.ROOT)
              + "s and list on pods in "
              + workload.namespace());
    }
    return code < 100
        ? missed(
            Failure.UNREACHABLE,
            "no answer of the API server; check kubernetes.api_server, ca_file and the network")
        : missed(Failure.HTTP_STATUS, "the API server answered " + code);
  }

  private Collected.Missed missed(Failure failure, String detail) {
    return new Collected.Missed(locator, failure, detail);
  }

  @Override
  public void close() {
    client.close();
  }
}
