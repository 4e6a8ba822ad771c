package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Log records show an attack.
 *
 * @param rule name of the rule that found it
 * @param title the rule's title
 * @param sourceIp where it comes from, if one address
 * @param userName the account concerned, if one
 * @param count how many records met the rule in the window so far
 * @param from time of the first record in the window
 * @param to time of the last one
 * @param samples at most five log lines as evidence, each at most 512 characters
 * @param servers ids of the assets on which it was seen, if more than one; at most 20
 * @param vulnerability the one that is attacked, if the rule knows
 * @param exposure whether the server has it; null: the rule names no vulnerability
 * @param note why it weighs more or less than the rule says, for example what else explains it
 * @param advice what the rule's author says about it: what it means and what to do
 * @param references links to read
 */
public record Attacked(
    String product,
    String rule,
    String title,
    @Nullable String sourceIp,
    @Nullable String userName,
    long count,
    Instant from,
    Instant to,
    List<String> samples,
    Evidence evidence,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> servers,
    @Nullable String vulnerability,
    @Nullable Exposure exposure,
    @Nullable String note,
    @Nullable String advice,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> references)
    implements Conclusion {

  public Attacked {
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

  /** Without what a rule says about it. */
  public Attacked(
      String product,
      String rule,
      String title,
      @Nullable String sourceIp,
      @Nullable String userName,
      long count,
      Instant from,
      Instant to,
      List<String> samples,
      Evidence evidence) {
    this(
        product, rule, title, sourceIp, userName, count, from, to, samples, evidence, List.of(),
        null, null, null, null, List.of());
  }

  /** The same, told whether the server has the vulnerability that is attacked. */
  public Attacked exposed(String attacked, Exposure how, @Nullable String said) {
    return new Attacked(
        product,
        rule,
        title,
        sourceIp,
        userName,
        count,
        from,
        to,
        samples,
        evidence,
        servers,
        attacked,
        how,
        said,
        advice,
        references);
  }

  @Override
  public String kind() {
    return "attacked";
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
    String by = sourceIp == null ? "" : (title.contains(" from ") ? ": " : " from ") + sourceIp;
    String on = servers.size() > 1 ? " on " + servers.size() + " servers" : "";
    return title + by + on + weight() + " (" + count + (count == 1 ? " event)" : " events)");
  }

  private String weight() {
    if (exposure == null) {
      return note == null ? "" : ", " + note;
    }
    return switch (exposure) {
      case VULNERABLE -> ", and this server has " + vulnerability;
      case NOT_AFFECTED -> ", to which this server is not vulnerable";
      case UNKNOWN -> ", not known whether this server is vulnerable";
    };
  }
}
