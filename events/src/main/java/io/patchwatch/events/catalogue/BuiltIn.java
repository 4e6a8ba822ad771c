package io.patchwatch.events.catalogue;

import io.patchwatch.events.yaml.YamlMistakes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The product files that come with PatchWatch. */
final class BuiltIn {

  /** A class path cannot be listed reliably, so the files are named here. */
  static final List<String> IDS =
      List.of(
          "conduit",
          "conduwuit",
          "dendrite",
          "ejabberd",
          "inspircd",
          "lanying-im",
          "mattermost",
          "mongooseim",
          "mumble",
          "nextcloud",
          "nextcloud-talk",
          "ngircd",
          "openfire",
          "prosody",
          "rocket-chat",
          "synapse",
          "tinode",
          "tuwunel",
          "zulip");

  private BuiltIn() {}

  static List<Product> products() {
    return IDS.stream().map(BuiltIn::product).toList();
  }

  private static Product product(String id) {
    String file = id + ".yml";
    try {
      return ProductFile.read(file, bytes(file));
    } catch (YamlMistakes e) {
      throw new IllegalStateException("the built-in catalogue is broken: " + e.getMessage(), e);
    }
  }

  static boolean exists(String file) {
    return BuiltIn.class.getResource(file) != null;
  }

  static byte[] bytes(String file) {
    try (InputStream in = BuiltIn.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the built-in catalogue file " + file + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
