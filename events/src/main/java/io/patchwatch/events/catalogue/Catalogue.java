package io.patchwatch.events.catalogue;

import io.patchwatch.events.yaml.Suggestion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All known products, by id and alias. Immutable. */
public final class Catalogue {

  private final Map<String, Product> products;
  private final Map<String, Product> byName;

  private Catalogue(Map<String, Product> products, Map<String, Product> byName) {
    this.products = Collections.unmodifiableMap(products);
    this.byName = byName;
  }

  /** The products that come with PatchWatch; read once. */
  public static Catalogue builtIn() {
    return Holder.BUILT_IN;
  }

  private static final class Holder {
    static final Catalogue BUILT_IN = loadBuiltIn();

    private static Catalogue loadBuiltIn() {
      try {
        return of(BuiltIn.products());
      } catch (CatalogueException e) {
        throw new IllegalStateException("the built-in catalogue is broken", e);
      }
    }
  }

  /**
   * The built-in products and those of the user's files ({@code *.yml} and {@code *.yaml} directly
   * in the directories). A user's file with the id of a built-in product replaces it.
   *
   * @throws CatalogueException with the mistakes of all files
   */
  public static Catalogue withUserFiles(List<Path> directories) throws CatalogueException {
    List<Product> all = new ArrayList<>(BuiltIn.products());
    all.addAll(UserFiles.read(directories));
    return of(all);
  }

  /**
   * A catalogue of these products; a later one replaces an earlier one of the same id.
   *
   * @throws CatalogueException when one name means two products
   */
  public static Catalogue of(Collection<Product> products) throws CatalogueException {
    Map<String, Product> byId = new TreeMap<>();
    products.forEach(product -> byId.put(product.id(), product));
    Map<String, Product> byName = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Product product : byId.values()) {
      for (String name : names(product)) {
        Product other = byName.putIfAbsent(name, product);
        if (other != null && !other.id().equals(product.id())) {
          problems.add(
              "the name '"
                  + name
                  + "' means both "
                  + other.id()
                  + " and "
                  + product.id()
                  + "; take it out of the aliases of one");
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new CatalogueException(problems);
    }
    return new Catalogue(byId, byName);
  }

  private static List<String> names(Product product) {
    List<String> names = new ArrayList<>(List.of(key(product.id()), key(product.name())));
    product.aliases().forEach(alias -> names.add(key(alias)));
    return names;
  }

  /** Case and the separators do not matter: {@code Rocket.Chat} is {@code rocket-chat}. */
  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[ ._-]+", "-");
  }

  /** The product with that id, name or alias; null when none has it. */
  public @Nullable Product get(String id) {
    Product exact = products.get(id);
    return exact == null ? byName.get(key(id)) : exact;
  }

  /** All products in the order of their ids. */
  public Collection<Product> all() {
    return products.values();
  }

  /** The id of the product that was probably meant. */
  public Optional<String> suggestion(String id) {
    return Suggestion.nearest(key(id), byName.keySet()).map(byName::get).map(Product::id);
  }
}
