package io.patchwatch.alerting.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.Wire;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Part of a list. The next part begins after the item that {@code next} names. */
final class Page {

  private Page() {}

  /**
   * A page of this list.
   *
   * @param after id of the last item of the page before; null: the first page
   * @throws Problem if the list no longer has that item
   */
  static <T> ObjectNode of(
      List<T> all,
      Function<T, String> id,
      Function<T, JsonNode> json,
      @Nullable String after,
      int limit)
      throws Problem {
    int from = after == null ? 0 : position(all, id, after) + 1;
    List<T> shown = all.subList(from, Math.min(all.size(), from + limit));
    ObjectNode page = Wire.json().createObjectNode();
    page.put("total", all.size());
    ArrayNode items = page.putArray("items");
    shown.forEach(item -> items.add(json.apply(item)));
    if (from + shown.size() < all.size()) {
      page.put("next", id.apply(shown.get(shown.size() - 1)));
    }
    return page;
  }

  private static <T> int position(List<T> all, Function<T, String> id, String after)
      throws Problem {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(after)) {
        return i;
      }
    }
    throw Problem.badRequest("after: '" + after + "' is no longer in the list; begin again");
  }
}
