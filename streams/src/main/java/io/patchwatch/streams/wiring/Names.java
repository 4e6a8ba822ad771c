package io.patchwatch.streams.wiring;

/**
 * Every operator, store and internal topic of the topology by its name. Names are part of what is
 * kept on disk and on the broker: changing one loses its state.
 */
public final class Names {

  // Sources and sinks.
  public static final String SOFTWARE = "software";
  public static final String ADVISORIES = "advisories";
  public static final String LOGS = "logs";
  public static final String LOGS_PARSED = "logs-parsed";
  public static final String FINDINGS = "findings";
  public static final String FEEDS = "feeds";
  public static final String COMMANDS = "commands";
  public static final String EXCEPTIONS = "exceptions";
  public static final String RULE_HITS = "rule-hits";
  public static final String RULE_HITS_OUT = "rule-hits-out";

  // Processors.
  public static final String ASSET_SOFTWARE = "asset-software";
  public static final String ADVISORY_NEWS = "advisory-news";
  public static final String PRODUCT_NEWS = "product-news";
  public static final String JUDGE = "judge";
  public static final String LIFE = "life";
  public static final String ADOPT_LOGS = "adopt-logs";
  public static final String ADOPTED_LOGS = "adopted-logs";
  public static final String LOG_PARSER = "log-parser";
  public static final String JOIN_LINES = "join-lines";
  public static final String VERSION_LINES = "version-lines";
  public static final String SOFTWARE_OF_LOGS = "software-of-logs";
  public static final String MATCH_RULES = "match-rules";
  public static final String CORRELATE = "correlate";
  public static final String DETECTED = "detected";
  public static final String COUNTED = "counted";
  public static final String TOLD = "told";
  public static final String ATTEMPTED = "attempted";
  public static final String ATTEMPTS_AND_NEWS = "attempts-and-news";
  public static final String WATCH_FEEDS = "watch-feeds";
  public static final String SERVER_SIGNALS = "server-signals";
  public static final String TAKE_COMMANDS = "take-commands";
  public static final String ROLLOUT = "rollout";
  public static final String RELEASE_SIGNALS = "release-signals";
  public static final String ALL_SIGNALS = "all-signals";

  public static final String WATCH_COUNTS = "watch-counts";
  public static final String MINE_PATTERNS = "mine-patterns";
  public static final String JUDGE_PATTERNS = "judge-patterns";
  public static final String ANOMALY_SIGNALS = "anomaly-signals";
  public static final String LOG_SIGNALS = "log-signals";

  // Internal topics.
  public static final String PATTERN_NEWS = "pattern-news";
  public static final String BY_PRODUCT = "by-product";
  public static final String SIGNALS = "signals";

  // Stores.
  public static final String LINES_STORE = "log-lines-joined";
  public static final String COUNTS_STORE = "log-counts";
  public static final String PATTERNS_STORE = "log-patterns";
  public static final String PATTERN_PRODUCTS_STORE = "log-pattern-products";
  public static final String ASSETS_STORE = "assets";
  public static final String KNOWLEDGE_STORE = "knowledge";
  public static final String RELEASES_STORE = "releases";
  public static final String RESIDENTS_STORE = "residents";
  public static final String HOMES_STORE = "homes";
  public static final String COMMANDS_STORE = "commands-newest";
  public static final String EXCEPTIONS_STORE = "exceptions-all";
  public static final String CLOCKS_STORE = "patch-clocks";
  public static final String ROLLOUT_STORE = "rollouts";
  public static final String FINDINGS_STORE = "findings";
  public static final String RULES_STORE = "rules-all";
  public static final String RULE_CASES_STORE = "rule-cases";
  public static final String CORRELATIONS_STORE = "correlations";
  public static final String EXPLANATIONS_STORE = "explanations";
  public static final String EXPLOITS_STORE = "exploits";
  public static final String FEEDS_STORE = "feed-standings";

  private Names() {}
}
