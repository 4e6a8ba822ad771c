package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log records show that a server does not work as it should, and no attack.
 *
 * @param rule name of the rule that found it
 * @param title the rule's title
 * @param subject whom it is about: the values that tell this finding from others of the rule; null:
 *     the server
 * @param count how many records met the rule so far
 * @param from time of the first record
 * @param to time of the last one
 * @param samples at most five log lines as evidence, each at most 512 characters
 * @param servers ids of the assets on which it was seen, if more than one; at most 20
 * @param note why it weighs more or less than the rule says
 * @param advice what the rule's author says about it: what it means and what to do
 * @param references links to read
 */
public record Malfunction(
    String product,
    String rule,
    String title,
    @Nullable String subject,
    long count,
    Instant from,
    Instant to,
    List<String> samples,
    Evidence evidence,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> servers,
    @Nullable String note,
    @Nullable String advice,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> references)
    implements Conclusion {

  public Malfunction {
    Require.text(product, "product");
    Require.text(rule, "rule");
    Require.text(title, "title");
    Require.atLeast(1, count, "count");
    Require.present(from, "from");
    Require.present(to, "to");
    samples = samples == null ? List.of() : List.copyOf(samples);
    Require.present(evidence, "evidence");
    servers = servers == null ? List.of() : List.copyOf(servers);
    references = references == null ? List.of() : List.copyOf(references);
  }

  @Override
  public String kind() {
    return "malfunction";
  }

  @Override
  public Map<String, String> labels() {
    return Map.of("product", product, "rule", rule);
  }

  @Override
  public List<String> groupBy() {
    return List.of("rule", "asset");
  }

  @Override
  public String headline() {
    String whom = subject == null ? "" : " (" + subject + ")";
    String on = servers.size() > 1 ? " on " + servers.size() + " servers" : "";
    String why = note == null ? "" : ", " + note;
    return title + whom + on + why + " (" + count + (count == 1 ? " event)" : " events)");
  }
}
