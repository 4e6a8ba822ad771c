package io.patchwatch.streams.logs;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.LogParsed;
import io.patchwatch.streams.wiring.Keys;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose failed logins are counted together: those from one address, or, where the log has no usable
 * address (none, loopback, a proxy's), those of one account.
 *
 * @param asset id of the asset
 * @param ip the address; null: counted by account
 * @param account the account; null: counted by address
 */
record Suspect(String asset, String product, @Nullable String ip, @Nullable String account) {

  private static final String BY_IP = "login-brute-force";
  private static final String BY_ACCOUNT = "login-brute-force-account";

  static Optional<Suspect> of(LogParsed log) {
    String ip = log.field("source.ip");
    String account = log.field("user.name");
    if (ip != null && !isUseless(ip)) {
      return Optional.of(new Suspect(log.asset().id(), log.product(), ip, null));
    }
    return account == null || account.isBlank() || account.equals("-")
        ? Optional.empty()
        : Optional.of(new Suspect(log.asset().id(), log.product(), null, account));
  }

  /** No address, or this machine's own. The parsers give none such; another shipper may. */
  private static boolean isUseless(String ip) {
    boolean address = ip.indexOf('.') >= 0 || ip.indexOf(':') >= 0;
    return !address || ip.startsWith("127.") || ip.equals("::1");
  }

  /** Id of the rule. */
  @JsonIgnore
  String rule() {
    return ip == null ? BY_ACCOUNT : BY_IP;
  }

  @JsonIgnore
  String value() {
    return String.valueOf(ip == null ? account : ip);
  }

  String key() {
    return Keys.of(asset, product, rule(), value());
  }

  String fingerprint() {
    return Fingerprints.of("attacked", rule(), asset, product, value());
  }
}
