package io.patchwatch.ingest.advisories.fetch;

import io.patchwatch.ingest.advisories.fetch.FetchFailure.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/** Compares files with the checksums that their sources publish. */
public final class Digests {

  private static final String GOOGLE_MD5 = "md5=";

  private Digests() {}

  /** SHA-256 in hexadecimal. */
  public static String sha256(Path file) throws IOException {
    return HexFormat.of().formatHex(digest(file, "SHA-256"));
  }

  /**
   * Compares a file with a published checksum: its first word, as {@code sha256sum} writes it.
   *
   * @throws FetchFailure if they differ, or if there are none
   */
  public static void checkSha256(Path file, String published) throws FetchFailure, IOException {
    String first = published.strip().split("\\s", 2)[0].toLowerCase(Locale.ROOT);
    if (first.length() != 64) {
      throw new FetchFailure(Kind.CHECKSUM, "the published checksum is no SHA-256");
    }
    if (!first.equals(sha256(file))) {
      throw new FetchFailure(Kind.CHECKSUM, "SHA-256 is not the published " + first);
    }
  }

  /** Google's storage, where OSV lies, sends MD5 with each object. */
  static void check(Path file, HttpHeaders headers) throws FetchFailure, IOException {
    for (String header : headers.allValues("x-goog-hash")) {
      for (String part : header.split(",", -1)) {
        String hash = part.strip();
        if (hash.startsWith(GOOGLE_MD5)) {
          String actual = Base64.getEncoder().encodeToString(digest(file, "MD5"));
          if (!hash.substring(GOOGLE_MD5.length()).equals(actual)) {
            Files.deleteIfExists(file);
            throw new FetchFailure(Kind.CHECKSUM, "MD5 is not that of x-goog-hash");
          }
        }
      }
    }
  }

  private static byte[] digest(Path file, String algorithm) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
