package io.patchwatch.ingest.vex;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.advisories.BadRecord;
import io.patchwatch.ingest.advisories.Doc;
import io.patchwatch.ingest.advisories.Json;
import io.patchwatch.ingest.advisories.Origin;
import java.util.List;

/** Reads a document of any format that PatchWatch knows, told by its content. Pure. */
public final class VexFiles {

  /** Largest document, in bytes. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private final List<VexFormat> formats;

  /** Prepares to look for the products of a catalogue. */
  public VexFiles(Catalogue catalogue) {
    Names names = new Names(catalogue);
    this.formats = List.of(new OpenVex(names), new CsafVex(names), new CycloneDxVex(names));
  }

  /**
   * Reads one document.
   *
   * @throws BadRecord if nothing of it can be used; the message has the place and the remedy
   */
  public VexDocument read(byte[] bytes, Origin origin) {
    if (bytes.length > MAX_BYTES) {
      throw new BadRecord(
          origin.file(), "", "is larger than " + MAX_BYTES + " bytes; split the document");
    }
    Doc document = Json.parse(bytes, origin);
    for (VexFormat format : formats) {
      if (format.recognises(document)) {
        return format.read(document);
      }
    }
    throw document.bad("is no OpenVEX, CycloneDX or CSAF document; remove it from the directory");
  }
}
