package io.patchwatch.app.vex;

import java.util.List;
import java.util.Map;

/** The formats in which claims are written. */
public enum VexOut {
  OPENVEX,
  CYCLONEDX,
  CSAF;

  /** The document as it is written in JSON. */
  public Map<String, Object> document(Head head, List<Claim> claims) {
    return switch (this) {
      case OPENVEX -> OpenVexOut.document(head, claims);
      case CYCLONEDX -> CycloneDxOut.document(head, claims);
      case CSAF -> CsafOut.document(head, claims);
    };
  }
}
