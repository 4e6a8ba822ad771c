package io.patchwatch.ingest.inventory;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.Precision;
import io.patchwatch.events.ProbeFailed;
import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.SoftwareEvent;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.assets.KnownAsset;
import io.patchwatch.ingest.inventory.format.Inventory;
import io.patchwatch.ingest.inventory.format.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes events of an inventory: whose servers are these, and what do they run. A product that an
 * inventory does not name any more is never taken as patched, nor as removed. Pure.
 */
final class Reporter {

  private static final int MAX_DETAIL = 2000;
  private static final int MAX_LOCATOR = 2000;
  private static final int MAX_NAMED = 10;

  private final InventorySettings settings;
  private final AssetBook assets;

  Reporter(InventorySettings settings, AssetBook assets) {
    this.settings = settings;
    this.assets = assets;
  }

  /** A product on an asset. */
  private record Place(Asset asset, String product) {}

  /**
   * What the inventory reports.
   *
   * @param written when its file was last written, which counts where it does not say a time
   * @param now no observation is later
   */
  Reported report(Inventory inventory, Instant written, Instant now) {
    Map<Place, List<Sighting>> places = new LinkedHashMap<>();
    Set<String> unknown = new TreeSet<>();
    for (Sighting sighting : inventory.sightings()) {
      List<Asset> owners = owners(sighting);
      owners.forEach(
          owner ->
              places
                  .computeIfAbsent(new Place(owner, sighting.product()), p -> new ArrayList<>())
                  .add(sighting));
      if (owners.isEmpty()) {
        unknown.add(sighting.product() + " on " + machine(sighting));
      }
    }
    List<SoftwareEvent> events = new ArrayList<>();
    places.forEach(
        (place, sightings) -> events.add(event(inventory, place, sightings, written, now)));
    List<String> problems = new ArrayList<>(inventory.problems());
    addMissing(inventory, places.keySet(), events, now);
    if (!unknown.isEmpty()) {
      problems.add(nobodys(inventory, unknown));
    }
    return new Reported(events, problems);
  }

  /** Why the versions of these assets are no longer known; for a file that is stale or gone. */
  SoftwareEvent lost(SoftwareEvent before, Failure failure, String why, Instant now) {
    return failed(before.collector(), before.asset(), before.product(), failure, why, now);
  }

  private List<Asset> owners(Sighting sighting) {
    String only = settings.asset();
    if (only != null) {
      KnownAsset known = assets.get(only);
      return known != null && known.product().id().equals(sighting.product())
          ? List.of(known.asset())
          : List.of();
    }
    List<Asset> found = assets.on(sighting.hosts(), sighting.product());
    boolean add =
        settings.unknownHosts() == InventorySettings.UnknownHosts.ADD
            && !sighting.hosts().isEmpty();
    return found.isEmpty() && add ? List.of(added(sighting)) : found;
  }

  private Asset added(Sighting sighting) {
    String host = sighting.hosts().getFirst();
    String id = sighting.product() + "@" + host;
    return Asset.of(
        id.length() > 200 ? id.substring(0, 200) : id,
        settings.environment(),
        null,
        Map.of("host", host));
  }

  private SoftwareEvent event(
      Inventory inventory, Place place, List<Sighting> all, Instant written, Instant now) {
    List<Sighting> packaged = all.stream().filter(s -> s.packageFact() != null).toList();
    List<Sighting> best = packaged.isEmpty() ? all : packaged;
    Sighting first = best.getFirst();
    boolean agree =
        best.stream()
            .allMatch(
                s ->
                    s.version().equals(first.version())
                        && Objects.equals(s.packageFact(), first.packageFact()));
    if (!agree) {
      return failed(
          source(inventory),
          place.asset(),
          place.product(),
          Failure.UNREADABLE,
          inventory.document()
              + " names several versions: "
              + String.join(", ", named(best))
              + "; describe each server in a file of its own",
          now);
    }
    return observed(inventory, place, first, earlier(first, written, now));
  }

  private static Instant earlier(Sighting sighting, Instant written, Instant now) {
    Instant told = sighting.time();
    Instant time = told == null ? written : told;
    return time.isAfter(now) ? now : time;
  }

  private static List<String> named(List<Sighting> sightings) {
    return sightings.stream()
        .limit(MAX_NAMED)
        .map(s -> s.version() + " (" + s.place() + ")")
        .toList();
  }

  private SoftwareObserved observed(
      Inventory inventory, Place place, Sighting sighting, Instant time) {
    String source = source(inventory);
    return new SoftwareObserved(
        Fingerprints.of(
            source,
            place.asset().id(),
            place.product(),
            sighting.version(),
            String.valueOf(sighting.packageFact()),
            time.toString()),
        time,
        source,
        place.asset(),
        place.product(),
        sighting.version(),
        Precision.FULL,
        new Evidence(
            source,
            cut(inventory.document() + ": " + sighting.place(), MAX_LOCATOR),
            sighting.excerpt()),
        sighting.packageFact(),
        null);
  }

  /** The one asset that the file is about, where the file does not say what it runs. */
  private void addMissing(
      Inventory inventory, Set<Place> seen, List<SoftwareEvent> events, Instant now) {
    KnownAsset only = settings.asset() == null ? null : assets.get(settings.asset());
    if (only == null || !seen.isEmpty()) {
      return;
    }
    String why =
        inventory.read()
            ? inventory.document() + " names no version of " + only.product().name()
            : String.join("; ", inventory.problems());
    events.add(
        failed(source(inventory), only.asset(), only.product().id(), Failure.UNREADABLE, why, now));
  }

  private ProbeFailed failed(
      String source, Asset asset, String product, Failure failure, String why, Instant now) {
    return new ProbeFailed(
        Fingerprints.of(source, asset.id(), product, failure.name(), now.toString()),
        now,
        source,
        asset,
        product,
        failure,
        cut(why, MAX_DETAIL),
        cut(settings.path().toString(), MAX_LOCATOR));
  }

  private static String source(Inventory inventory) {
    return inventory.source() == null ? "inventory" : inventory.source().label();
  }

  private String nobodys(Inventory inventory, Set<String> unknown) {
    String some = String.join(", ", unknown.stream().limit(MAX_NAMED).toList());
    String more =
        unknown.size() > MAX_NAMED ? " and " + (unknown.size() - MAX_NAMED) + " more" : "";
    String remedy =
        settings.asset() == null
            ? "give the asset's hosts, or set unknown_hosts: add"
            : "asset " + settings.asset() + " is another product";
    return inventory.document() + ": belongs to no asset: " + some + more + "; " + remedy;
  }

  private static String machine(Sighting sighting) {
    return sighting.hosts().isEmpty() ? "a machine that is not named" : sighting.hosts().getFirst();
  }

  private static String cut(String text, int max) {
    return text.length() > max ? text.substring(0, max) : text;
  }
}
