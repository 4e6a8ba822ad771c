package io.patchwatch.streams.unpatched;

import io.patchwatch.streams.wiring.Keys;
import io.patchwatch.streams.wiring.Stores;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Which assets run which release. */
final class Tenancy {

  private static final String NO_RELEASE = Keys.of("none");

  private final KeyValueStore<String, Residence> residents;
  private final KeyValueStore<String, String> homes;

  /**
   * Over these stores.
   *
   * @param residents by release and asset
   * @param homes key of the resident by product and asset
   */
  Tenancy(KeyValueStore<String, Residence> residents, KeyValueStore<String, String> homes) {
    this.residents = residents;
    this.homes = homes;
  }

  /** What was known of the same product on the same asset before; null: nothing. */
  @Nullable Residence former(Residence residence) {
    String home = homes.get(homeKey(residence));
    return home == null ? null : residents.get(home);
  }

  /** What is known of the product on the asset; null: nothing. */
  @Nullable Residence home(String product, String asset) {
    String home = homes.get(Keys.of(product, asset));
    return home == null ? null : residents.get(home);
  }

  /** The residence takes the place of its former one. */
  void move(Residence residence) {
    leave(residence);
    String key = residentKey(residence);
    residents.put(key, residence);
    homes.put(homeKey(residence), key);
  }

  /** The asset no longer runs the product. */
  void leave(Residence residence) {
    String home = homes.delete(homeKey(residence));
    if (home != null) {
      residents.delete(home);
    }
  }

  /** All that run the release. */
  List<Residence> of(Release release) {
    return Stores.range(residents, release.key()).stream().map(entry -> entry.value).toList();
  }

  /** Whether nothing runs the release. */
  boolean vacant(Release release) {
    return !Stores.any(residents, release.key());
  }

  private static String homeKey(Residence residence) {
    return Keys.of(residence.product(), residence.asset().id());
  }

  private static String residentKey(Residence residence) {
    Release release = residence.release();
    String house = release == null ? Keys.of(residence.product()) + NO_RELEASE : release.key();
    return house + Keys.of(residence.asset().id());
  }
}
