package io.patchwatch.streams.anomaly;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many servers of this process's share are still being learned, and how many are watched. */
public final class AnomalyCounters {

  private final Map<Integer, Standing> partitions = new ConcurrentHashMap<>();

  private record Standing(long learning, long watching) {}

  void standing(int partition, Collection<Listened> servers) {
    long watching = servers.stream().filter(server -> server.counts().warm()).count();
    partitions.put(partition, new Standing(servers.size() - watching, watching));
  }

  void gone(int partition) {
    partitions.remove(partition);
  }

  /** Servers of which it is not known yet what is usual. */
  public long learning() {
    return partitions.values().stream().mapToLong(Standing::learning).sum();
  }

  /** Servers whose counts are judged. */
  public long watching() {
    return partitions.values().stream().mapToLong(Standing::watching).sum();
  }
}
