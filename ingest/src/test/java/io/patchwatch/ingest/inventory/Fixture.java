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
    return Stream.of(lists(), facts(), puppet(), bills(), scans()).flatMap(group -> group);
  }

  private static Stream<Fixture> lists() {
    return Stream.of(
        of(
            "dpkg.txt",
            "dpkg",
            "chat1.example.org prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "chat1.example.org synapse 1.139.0rc2"
                + " deb:matrix-synapse-py3@1:1.139.0~rc2+bookworm1 null"),
        of(
            "dpkg-status.txt",
            "dpkg-status",
            "? prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "? mattermost 10.11.3 deb:mattermost@10.11.3-0 null"),
        of(
            "rpm.txt",
            "rpm",
            "? prosody 0.12.4 rpm:prosody@0.12.4-1.el9 rocky:9.3",
            "? ejabberd 24.02 rpm:ejabberd@1:24.02-2.el9 rocky:9.3"));
  }

  private static Stream<Fixture> facts() {
    return Stream.of(
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
            "chat3.example.org ejabberd 23.01 deb:ejabberd@23.01-1 null"),
        of(
            "ohai.json",
            "ohai",
            "chat5.example.org prosody 0.11.13 deb:prosody@0.11.13-1 ubuntu:22.04"),
        of(
            "ohai-rpm.json",
            "ohai",
            "chat6.example.org ejabberd 24.02 rpm:ejabberd@1:24.02-2.el9 rocky:9.3",
            "chat6.example.org prosody 0.12.4 rpm:prosody@0.12.4-1.el9 rocky:9.3"));
  }

  private static Stream<Fixture> puppet() {
    return Stream.of(
        of(
            "puppetdb-packages.json",
            "puppetdb-packages",
            "chat7.example.org prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "chat8.example.org ejabberd 24.02 rpm:ejabberd@24.02-2.el9 null"),
        of(
            "puppetdb-facts.json",
            "puppetdb-facts",
            "chat7.example.org mattermost 10.11.3",
            "chat8.example.org rocket-chat 6.5.3"),
        of("puppetdb-inventory.json", "puppetdb-facts", "chat7.example.org zulip 9.3"));
  }

  private static Stream<Fixture> bills() {
    return Stream.of(
        of(
            "cyclonedx.json",
            "cyclonedx-json",
            "? prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "? ejabberd 24.02 rpm:ejabberd@1:24.02-2.el9 rocky:9.3",
            "? synapse 1.98.0",
            "? openfire 4.7.4"),
        of(
            "cyclonedx.xml",
            "cyclonedx-xml",
            "? synapse 1.98.0",
            "? prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "? openfire 4.7.4"),
        of(
            "spdx.json",
            "spdx-json",
            "? prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "? openfire 4.7.4"),
        of(
            "spdx.spdx",
            "spdx-tag-value",
            "? prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "? synapse 1.98.0"),
        of("spdx3.json", "spdx3-json", "? synapse 1.98.0", "? openfire 4.7.4"));
  }

  private static Stream<Fixture> scans() {
    return Stream.of(
        of(
            "report.nessus",
            "nessus",
            "chat9.example.org openfire 4.7.4",
            "chat9.example.org synapse 1.98.0",
            "chat9.example.org prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12",
            "10.0.0.6 ejabberd 24.02 rpm:ejabberd@1:24.02-2.el9 null"),
        of(
            "openvas.xml",
            "openvas",
            "chat10.example.org openfire 4.7.4",
            "chat11.example.org nextcloud 27.0.2"));
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
