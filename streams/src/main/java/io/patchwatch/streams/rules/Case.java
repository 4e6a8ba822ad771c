package io.patchwatch.streams.rules;

import io.patchwatch.events.Asset;
import io.patchwatch.events.RuleHit;
import io.patchwatch.events.Severity;
import io.patchwatch.streams.correlate.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of one group of one rule or correlation. Kept in a store as {@link CaseSerde}. */
final class Case {

  static final int MAX_IDS = 256;
  static final int MAX_SAMPLES = 5;
  static final int MAX_SERVERS = 20;
  private static final int MAX_NAMES = 2;

  /** What was told last. */
  record Told(long count, Severity severity, @Nullable String note, boolean secret) {}

  final String rule;
  final List<String> group;
  Asset asset;
  String product;
  String locator;
  String trace;
  long quietMillis;

  /** Key of the records that tell of it, the same throughout its life. */
  String key = "";

  List<String> vulnerabilities = List.of();
  List<Entry> entries = new ArrayList<>();

  /** Hashes of the newest ids. */
  List<Long> ids = new ArrayList<>();

  long count;
  long records;
  long from;
  long to;
  long chained = Long.MIN_VALUE;
  long chainedRecords;
  List<String> samples = new ArrayList<>();
  List<String> servers = new ArrayList<>();
  List<String> addresses = new ArrayList<>();
  List<String> accounts = new ArrayList<>();

  /** The account of the last step of several. */
  @Nullable String lastAccount;

  @Nullable Explanation explanation;
  @Nullable Told told;

  Case(String rule, List<String> group, Asset asset, String product) {
    this.rule = rule;
    this.group = group;
    this.asset = asset;
    this.product = product;
    this.locator = "";
    this.trace = "";
  }

  static Case of(RuleHit hit) {
    return new Case(hit.correlation(), hit.group(), hit.asset(), hit.product());
  }

  String storeKey() {
    return RuleHit.key(rule, group);
  }

  /** Whether this hit was taken in before, as far back as is remembered. */
  boolean knows(RuleHit hit) {
    long id = hash(hit);
    if (ids.contains(id)) {
      return true;
    }
    ids.add(id);
    if (ids.size() > MAX_IDS) {
      ids.remove(0);
    }
    return false;
  }

  /** 64 bits of FNV-1a over rule and id. */
  private static long hash(RuleHit hit) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : (hit.rule() + '\0' + hit.id()).getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }

  /** Takes in what is worth telling of a hit. */
  void note(RuleHit hit, String newTrace, boolean lastStep) {
    trace = newTrace;
    locator = hit.locator();
    if (told == null) {
      asset = hit.asset();
      product = hit.product();
    }
    add(samples, hit.sample(), MAX_SAMPLES);
    add(servers, hit.asset().id(), MAX_SERVERS);
    add(addresses, hit.fields().get("source.ip"), MAX_NAMES);
    String account = hit.fields().get("user.name");
    add(accounts, account, MAX_NAMES);
    lastAccount = lastStep && account != null ? account : lastAccount;
    records += hit.records();
    chainedRecords += hit.records();
    if (hit.explainedBy() != null && hit.explainedAt() != null) {
      explain(new Explanation(hit.explainedBy(), hit.explainedAt()));
    }
  }

  void explain(Explanation newer) {
    if (explanation == null || explanation.at().isBefore(newer.at())) {
      explanation = newer;
    }
  }

  /** Forgets what went before the first event of a window, of which nothing was told. */
  void forget() {
    samples.clear();
    servers.clear();
    addresses.clear();
    accounts.clear();
    records = 0;
    chainedRecords = 0;
  }

  private static void add(List<String> list, @Nullable String more, int most) {
    if (more != null && list.size() < most && !list.contains(more)) {
      list.add(more);
    }
  }
}
