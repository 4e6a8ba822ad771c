package io.patchwatch.app;

import io.patchwatch.events.Wire;
import io.patchwatch.ingest.advisories.AdvisorySnapshot;
import picocli.CommandLine.IVersionProvider;

/** What is running. */
public final class Version implements IVersionProvider {

  /** The release, as the build named it. */
  public static String release() {
    String release = Version.class.getPackage().getImplementationVersion();
    return release == null ? "(not packaged)" : release;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "PatchWatch " + release(),
      "wire schema " + Wire.SCHEMA,
      "Java " + Runtime.version(),
      "advisories as of " + AdvisorySnapshot.bundled().asOf().toString().substring(0, 10)
    };
  }
}
