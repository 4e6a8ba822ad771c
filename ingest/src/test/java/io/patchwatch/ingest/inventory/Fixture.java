package io.patchwatch.ingest.inventory;

import io.patchwatch.ingest.inventory.format.Inventory;
import io.patchwatch.ingest.inventory.format.Sighting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** A document in the shape that a tool really writes, and what is to be read from it. */
record Fixture(String file, String format, List<String> expected) {

  static Stream<Fixture> all() {
    return Stream.of(
        of(
            "dpkg.txt",
            "dpkg",
            "chat1.example.org prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "chat1.example.org synapse 1.139.0rc2"
                + " deb:matrix-synapse-py3@1:1.139.0~rc2+bookworm1 debian:12"),
        of(
            "dpkg-status.txt",
            "dpkg-status",
            "? prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "? mattermost 10.11.3 deb:mattermost@10.11.3-0 null"),
        of(
            "rpm.txt",
            "rpm",
            "? prosody 0.12.4 rpm:prosody@0.12.4-1.el9 rocky:9.3",
            "? ejabberd 24.02 rpm:ejabberd@1:24.02-2.el9 rocky:9.3"),
        of(
            "ansible.json",
            "ansible",
            "ansible prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "ansible synapse 1.139.0 deb:matrix-synapse-py3@1.139.0+bookworm1 null"),
        of(
            "ansible-cache.json",
            "ansible",
            "ansible-cache prosody 0.12.4 rpm:prosody@0.12.4-1.el9 rocky:9.3",
            "ansible-cache ejabberd 24.02 rpm:ejabberd@1:24.02-2.el9 rocky:9.3"),
        of(
            "ansible-printed.txt",
            "ansible",
            "chat3.example.org ejabberd 23.01 deb:ejabberd@23.01-1 null"));
  }

  private static Fixture of(String file, String format, String... expected) {
    return new Fixture(file, format, List.of(expected));
  }

  byte[] bytes() {
    try (InputStream in = Fixture.class.getResourceAsStream(file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> told(Inventory inventory) {
    return inventory.sightings().stream().map(Fixture::told).toList();
  }

  private static String told(Sighting sighting) {
    String host = sighting.hosts().isEmpty() ? "?" : sighting.hosts().getFirst();
    String plain = host + " " + sighting.product() + " " + sighting.version();
    var fact = sighting.packageFact();
    return fact == null
        ? plain
        : "%s %s:%s@%s %s"
            .formatted(plain, fact.type(), fact.name(), fact.version(), fact.distribution());
  }

  @Override
  public String toString() {
    return file;
  }
}
