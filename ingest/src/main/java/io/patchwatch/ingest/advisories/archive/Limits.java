package io.patchwatch.ingest.advisories.archive;

/**
 * What an archive may hold; more is an error, not a silent cut.
 *
 * @param entries number of entries
 * @param entryBytes one entry after decompression
 * @param totalBytes all entries together after decompression
 */
public record Limits(long entries, long entryBytes, long totalBytes) {

  /** Room for all CVE records there are (about 350,000 files, 3 GB) several times over. */
  public static final Limits USUAL =
      new Limits(2_000_000, 64L * 1024 * 1024, 32L * 1024 * 1024 * 1024);
}
