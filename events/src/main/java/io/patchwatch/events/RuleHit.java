package io.patchwatch.events;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A log record, or what a correlation found, on its way to a correlation; across servers by the
 * topic {@code rule-hits}, keyed so that what is counted together meets. Written and read by the
 * streams role only.
 *
 * @param correlation name of the correlation that it is for
 * @param group values by which it is counted together, at most {@link #MOST_GROUP}
 * @param rule name of the rule or correlation that found it
 * @param id of the log record; the same hit sent twice has the same id
 * @param time of the log record
 * @param value what the correlation counts or adds up; null: only the hit itself
 * @param records how many log records it stands for: 1, or those a correlation has counted since it
 *     last told
 * @param fields further values that are worth telling, or that correlations of this one ask for
 * @param sample a log line, at most 512 characters; null: none
 * @param locator where the line was read
 * @param explainedBy name of a rule that explains it innocently
 * @param explainedAt when that rule matched
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("rule-hit")
public record RuleHit(
    String correlation,
    List<String> group,
    String rule,
    String id,
    Instant time,
    Asset asset,
    String product,
    @Nullable String value,
    long records,
    SortedMap<String, String> fields,
    @Nullable String sample,
    String locator,
    @Nullable String explainedBy,
    @Nullable Instant explainedAt) {

  /** Most fields by which a correlation groups. */
  public static final int MOST_GROUP = 10;

  public RuleHit {
    Require.text(correlation, "correlation", 200);
    group = List.copyOf(Require.present(group, "group"));
    Require.notMore(MOST_GROUP, group.size(), "group");
    Require.text(rule, "rule", 200);
    Require.text(id, "id", 200);
    Require.present(time, "time");
    Require.present(asset, "asset");
    Require.text(product, "product", 100);
    Require.atLeast(0, records, "records");
    fields = new TreeMap<>(fields == null ? Map.of() : fields);
    locator = locator == null ? "" : locator;
  }

  /** The key of the record: correlation and group. */
  public String key() {
    return key(correlation, group);
  }

  /** The key of a correlation's group; parts are set apart so that no two groups share it. */
  public static String key(String correlation, List<String> group) {
    StringBuilder key = new StringBuilder(correlation);
    group.forEach(part -> key.append('|').append(part.replace("|", "||")));
    return key.toString();
  }
}
