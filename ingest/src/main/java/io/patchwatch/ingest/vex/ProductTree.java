package io.patchwatch.ingest.vex;

import io.patchwatch.events.AffectedRange;
import io.patchwatch.ingest.advisories.Doc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The products of a CSAF document by their ids in it. */
final class ProductTree {

  private static final int DEPTH = 30;

  private final Map<String, List<Target>> targets = new HashMap<>();
  private final Names names;
  private final Draft draft;

  ProductTree(Names names, Doc tree, Draft draft) {
    this.names = names;
    this.draft = draft;
    tree.each("branches").forEach(branch -> branch(branch, 0));
    tree.each("full_product_names").forEach(product -> product(product, null));
    for (Doc relationship : tree.each("relationships")) {
      relationship(relationship);
    }
  }

  /** What an id stands for; nothing when the catalogue does not know it. */
  List<Target> targets(String id) {
    return targets.getOrDefault(id, List.of());
  }

  private void branch(Doc branch, int depth) {
    if (depth > DEPTH) {
      throw branch.bad("lies deeper than " + DEPTH + " branches; flatten the tree");
    }
    Doc product = branch.at("product");
    if (!product.isAbsent()) {
      product(product, branch);
    }
    branch.each("branches").forEach(inner -> branch(inner, depth + 1));
  }

  private void product(Doc product, @Nullable Doc branch) {
    Doc helper = product.at("product_identification_helper");
    List<Target> found = names.of(helper.optional("purl"));
    if (found.isEmpty()) {
      found = names.of(helper.optional("cpe"));
    }
    List<AffectedRange> versions = branch == null ? List.of() : versions(branch);
    if (versions == null) {
      draft.problem(product, "has a version range that cannot be read; it is left out");
      return;
    }
    List<Target> meant =
        versions.isEmpty()
            ? found
            : found.stream().map(target -> new Target(target.product(), versions)).toList();
    targets.put(product.text("product_id"), meant);
  }

  /** Empty: the branch names none; null: it names one that cannot be read. */
  private static @Nullable List<AffectedRange> versions(Doc branch) {
    String name = branch.textOrEmpty("name");
    return switch (branch.textOrEmpty("category")) {
      case "product_version" -> List.of(AffectedRange.only(name));
      case "product_version_range" -> VersRange.parse(name);
      default -> List.of();
    };
  }

  /** A product as a part of another one: what is said of it is said of the part. */
  private void relationship(Doc relationship) {
    List<Target> part = targets(relationship.text("product_reference"));
    targets.put(relationship.at("full_product_name").text("product_id"), part);
  }
}
