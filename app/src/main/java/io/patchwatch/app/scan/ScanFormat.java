package io.patchwatch.app.scan;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.patchwatch.app.Ink;
import io.patchwatch.events.Wire;
import java.io.PrintWriter;

/** How a scan is written. */
public enum ScanFormat {
  /** For people. */
  TEXT,
  /** {@code docs/scan.schema.json}. */
  JSON,
  /** SARIF 2.1.0. */
  SARIF;

  /** Writes it and flushes. */
  public void write(Scan scan, PrintWriter out, Ink ink) throws JsonProcessingException {
    switch (this) {
      case TEXT -> new ScanText(out, ink).print(scan);
      case JSON -> out.println(pretty(ScanJson.of(scan)));
      case SARIF -> out.println(pretty(Sarif.of(scan)));
    }
    out.flush();
  }

  private static String pretty(Object document) throws JsonProcessingException {
    return Wire.json().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }
}
