package io.patchwatch.ingest.advisories.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * Ed25519 keys in PEM files, as {@code openssl genpkey -algorithm ed25519} writes them too (RFC
 * 8032, RFC 8410).
 */
public final class BundleKeys {

  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final int MOST = 16 * 1024;

  private BundleKeys() {}

  /**
   * Makes a pair. Neither file may exist; only the owner can read the private one.
   *
   * @return the public key's name
   */
  public static String generate(Path privateKey, Path publicKey) throws IOException {
    for (Path file : new Path[] {privateKey, publicKey}) {
      if (Files.exists(file)) {
        throw new BadBundle(file + " is there already; a key is never overwritten");
      }
    }
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      writePrivate(privateKey, pem(PRIVATE, pair.getPrivate()));
      Files.writeString(publicKey, pem(PUBLIC, pair.getPublic()), StandardOpenOption.CREATE_NEW);
      return name(pair.getPublic());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void writePrivate(Path file, String pem) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, pem);
  }

  private static String pem(String kind, Key key) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
  }

  /** Reads a private key. */
  public static PrivateKey privateKey(Path file) throws IOException {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePrivate(new PKCS8EncodedKeySpec(body(file, PRIVATE)));
    } catch (GeneralSecurityException e) {
      throw new BadBundle(file + " is no Ed25519 private key; patchwatch feeds keygen makes one");
    }
  }

  /** Reads a public key. */
  public static PublicKey publicKey(Path file) throws IOException {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(body(file, PUBLIC)));
    } catch (GeneralSecurityException e) {
      throw new BadBundle(file + " is no Ed25519 public key");
    }
  }

  private static byte[] body(Path file, String kind) throws IOException {
    if (Files.size(file) > MOST) {
      throw new BadBundle(file + " is no key: it is too large");
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    if (!text.contains("-----BEGIN " + kind + "-----")) {
      throw new BadBundle(file + " has no '" + kind + "' in PEM form");
    }
    String body =
        text.lines().filter(line -> !line.startsWith("-----")).collect(Collectors.joining());
    try {
      return Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException e) {
      throw new BadBundle(file + " is damaged");
    }
  }

  /** A short name for people: the beginning of the SHA-256 of the key. */
  public static String name(PublicKey key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] sign(byte[] message, PrivateKey key) throws IOException {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new BadBundle("the private key cannot sign: " + e.getMessage());
    }
  }

  static boolean isSigned(byte[] message, byte[] signed, PublicKey key) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false; // not even the shape of a signature
    }
  }
}
