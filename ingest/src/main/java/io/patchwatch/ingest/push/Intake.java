package io.patchwatch.ingest.push;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Asset;
import io.patchwatch.events.Evidence;
import io.patchwatch.events.EvidenceSource;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.SoftwareObserved;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import io.patchwatch.ingest.assets.AssetBook;
import io.patchwatch.ingest.assets.KnownAsset;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/** Makes an observation of one pushed item, or says what is wrong with it. Pure. */
final class Intake {

  private static final String SOURCE = EvidenceSource.PUSH.label();
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:@-]{1,200}");
  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private final Catalogue catalogue;
  private final AssetBook assets;
  private final boolean unknownAssets;

  Intake(Catalogue catalogue, AssetBook assets, boolean unknownAssets) {
    this.catalogue = catalogue;
    this.assets = assets;
    this.unknownAssets = unknownAssets;
  }

  /**
   * The observation.
   *
   * @param owner whose token it came with
   * @throws Refusal with all that is wrong, in one line
   */
  SoftwareObserved observed(JsonNode json, String owner, Instant now) throws Refusal {
    Item.Reader reader = new Item.Reader(json);
    Item item = reader.read();
    if (item == null) {
      throw new Refusal(422, String.join("; ", reader.mistakes()));
    }
    Product product = product(item);
    Asset asset = asset(item, product);
    if (!DIGIT.matcher(item.version()).find()) {
      throw new Refusal(422, "version: '" + item.version() + "' has no number; send the release");
    }
    Instant time = time(item, now);
    return new SoftwareObserved(
        Fingerprints.of(SOURCE, asset.id(), product.id(), item.version(), time.toString()),
        time,
        SOURCE,
        asset,
        product.id(),
        item.version(),
        item.precision(),
        new Evidence(SOURCE, "/v1/software, token of " + owner, item.version()),
        item.packageFact(),
        null);
  }

  private Product product(Item item) throws Refusal {
    Product product = catalogue.get(item.product());
    if (product == null) {
      String hint =
          catalogue
              .suggestion(item.product())
              .map(id -> "; did you mean '" + id + "'?")
              .orElse("; 'patchwatch products' lists what is known");
      throw new Refusal(422, "product: '" + item.product() + "' is not in the catalogue" + hint);
    }
    return product;
  }

  private Asset asset(Item item, Product product) throws Refusal {
    KnownAsset known = assets.get(item.asset());
    if (known != null) {
      return ofThatProduct(known, product);
    }
    if (!unknownAssets) {
      throw new Refusal(
          422,
          "asset: '"
              + item.asset()
              + "' is not in the configuration; add it to assets, or set push.unknown_assets: true");
    }
    if (!ID.matcher(item.asset()).matches()) {
      throw new Refusal(422, "asset: use letters, digits and . _ : @ - only");
    }
    String environment = item.environment();
    return Asset.of(
        item.asset(),
        environment == null ? "production" : environment,
        item.owner(),
        item.labels());
  }

  private static Asset ofThatProduct(KnownAsset known, Product product) throws Refusal {
    if (!known.product().id().equals(product.id())) {
      throw new Refusal(
          422,
          "product: asset '"
              + known.asset().id()
              + "' is a "
              + known.product().id()
              + " in the configuration; correct one of the two");
    }
    return known.asset();
  }

  private static Instant time(Item item, Instant now) throws Refusal {
    @Nullable Instant told = item.time();
    if (told != null && told.isAfter(now.plus(CLOCKS_DIFFER))) {
      throw new Refusal(422, "time: lies in the future; correct the sender's clock");
    }
    return told == null || told.isAfter(now) ? now : told;
  }
}
