package io.patchwatch.ingest.assets;

import io.patchwatch.events.Asset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the operator's assets by id and by the names of their machines. Immutable. */
public final class AssetBook {

  private final Map<String, KnownAsset> byId = new HashMap<>();
  private final Map<String, List<KnownAsset>> byHost = new HashMap<>();

  /** Opens the book. */
  public AssetBook(List<KnownAsset> assets) {
    for (KnownAsset asset : assets) {
      byId.put(asset.asset().id(), asset);
      file(asset.asset().id().toLowerCase(Locale.ROOT), asset);
      asset.hosts().forEach(host -> file(host, asset));
    }
  }

  private void file(String host, KnownAsset asset) {
    List<KnownAsset> there = byHost.computeIfAbsent(host, key -> new ArrayList<>());
    if (!there.contains(asset)) {
      there.add(asset);
    }
  }

  /** The asset with that id; null when the operator named none. */
  public @Nullable KnownAsset get(String id) {
    return byId.get(id);
  }

  /**
   * The assets of that product on a machine, by the first of its names that any asset goes by.
   *
   * @param hosts names of the machine in lower case, the best first
   */
  public List<Asset> on(List<String> hosts, String product) {
    for (String host : hosts) {
      List<Asset> found =
          byHost.getOrDefault(host, List.of()).stream()
              .filter(known -> known.product().id().equals(product))
              .map(KnownAsset::asset)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }
}
