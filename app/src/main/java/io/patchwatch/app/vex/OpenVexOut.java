package io.patchwatch.app.vex;

import io.patchwatch.events.ImpactStated.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** <a href="https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md">OpenVEX 0.2.0</a>. */
final class OpenVexOut {

  private OpenVexOut() {}

  static Map<String, Object> document(Head head, List<Claim> claims) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("@context", "https://openvex.dev/ns/v0.2.0");
    document.put("@id", head.namespace() + "/vex/" + head.id(claims));
    document.put("author", head.author());
    document.put("timestamp", head.time().toString());
    document.put("version", 1);
    document.put("statements", claims.stream().map(OpenVexOut::statement).toList());
    return document;
  }

  private static Map<String, Object> statement(Claim claim) {
    Map<String, Object> statement = new LinkedHashMap<>();
    statement.put("vulnerability", Map.of("name", claim.vulnerability()));
    statement.put("products", List.of(Map.of("@id", claim.release().purl())));
    statement.put("status", claim.status().label());
    if (claim.status() == Status.AFFECTED) {
      statement.put("action_statement", claim.detail());
    } else if (claim.status() == Status.NOT_AFFECTED) {
      statement.put("impact_statement", claim.detail());
    } else {
      statement.put("status_notes", claim.detail());
    }
    return statement;
  }
}
