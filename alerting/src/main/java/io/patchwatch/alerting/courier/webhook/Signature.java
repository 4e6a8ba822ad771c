package io.patchwatch.alerting.courier.webhook;

import io.patchwatch.alerting.courier.http.Hmac;
import io.patchwatch.events.yaml.Secret;
import java.util.HexFormat;

/** HMAC-SHA-256 (RFC 2104) over a call's body, as GitHub and others write it. */
final class Signature {

  private Signature() {}

  /** {@code sha256=} and 64 lower-case hexadecimal digits. */
  static String of(byte[] body, Secret secret) {
    return "sha256=" + HexFormat.of().formatHex(Hmac.sha256(secret.reveal(), body));
  }
}
