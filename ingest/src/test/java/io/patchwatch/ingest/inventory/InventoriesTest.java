package io.patchwatch.ingest.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.ingest.inventory.format.Inventory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoriesTest {

  private static final Catalogue CATALOGUE = Catalogue.builtIn();
  private static final int HUNDRED_MEGABYTES = 100 * 1024 * 1024;

  @TempDir Path dir;

  private static Inventory read(String text) {
    return Inventories.read("list", text.getBytes(StandardCharsets.UTF_8), CATALOGUE);
  }

  @Test
  void readsGzipLikePlain() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("ii \tprosody\t0.12.3-1\tamd64\n".getBytes(StandardCharsets.UTF_8));
    }
    Path file = Files.write(dir.resolve("chat1.gz"), packed.toByteArray());
    assertThat(Fixture.told(Inventories.read(file, CATALOGUE)))
        .containsExactly("? prosody 0.12.3 deb:prosody@0.12.3-1 null");
  }

  @Test
  void refusesAHundredMegabytes() throws IOException {
    Path file = dir.resolve("large.json");
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(HUNDRED_MEGABYTES);
    }
    assertThat(Inventories.read(file, CATALOGUE).problems())
        .containsExactly(file + ": is larger than 64 MiB; split it by host");
  }

  @Test
  void refusesAGzipBomb() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[HUNDRED_MEGABYTES]);
    }
    assertThat(Inventories.read("bomb.gz", packed.toByteArray(), CATALOGUE).problems())
        .containsExactly("bomb.gz: is larger than 64 MiB; split it by host");
  }

  @Test
  void refusesJsonThatWouldFillTheMemory() {
    String many = "{\"ansible_facts\":{\"packages\":[" + "[],".repeat(4_000_000) + "[]]}}";
    Inventory inventory = read(many);
    assertThat(inventory.read()).isFalse();
    assertThat(inventory.problems()).singleElement().asString().contains("is no whole JSON");
  }

  @Test
  void refusesJsonThatNamesAKeyTwice() {
    Inventory inventory =
        read(
            "{\"ansible_facts\":{\"packages\":{\"prosody\":[{\"version\":\"1\",\"version\":\"2\"}]}}}");
    assertThat(inventory.sightings()).isEmpty();
    assertThat(inventory.problems()).singleElement().asString().contains("Duplicate field");
  }

  @Test
  void refusesDeepNesting() {
    Inventory inventory = read("{\"ansible_facts\":" + "[".repeat(100_000));
    assertThat(inventory.read()).isFalse();
  }

  @Test
  void saysWhatItKnowsWhenADocumentIsOfNoFormat() {
    assertThat(read("Dear Sir or Madam,\n").problems())
        .singleElement()
        .asString()
        .startsWith("list: is in no known format; known are ")
        .contains("dpkg", "ansible");
    assertThat(read("").problems()).containsExactly("list: is empty; export it again");
    assertThat(Inventories.read(dir.resolve("none"), CATALOGUE).problems())
        .singleElement()
        .asString()
        .contains("is not there");
  }

  @Test
  void aListThatEndsWithinALineIsNotUsed() {
    Inventory inventory = read("adduser\t3.134\nprosody\t0.12.3-1+deb1");
    assertThat(inventory.sightings()).isEmpty();
    assertThat(inventory.problems()).singleElement().asString().contains("cut off");
  }

  @Test
  void readsTheTableOfDpkg() {
    Inventory inventory =
        read(
            """
            Desired=Unknown/Install/Remove/Purge/Hold
            | Status=Not/Inst/Conf-files/Unpacked/halF-conf/Half-inst/trig-aWait/Trig-pend
            |/ Err?=(none)/Reinst-required (Status,Err: uppercase=bad)
            ||/ Name           Version         Architecture Description
            +++-==============-===============-============-=================================
            ii  prosody        0.12.3-1+deb12u1 amd64       Lightweight Jabber/XMPP server
            rc  ejabberd       23.01-1         amd64        extensible realtime platform
            """);
    assertThat(inventory.problems()).isEmpty();
    assertThat(Fixture.told(inventory))
        .containsExactly("? prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12");
  }

  @Test
  void readsWhatAptLists() {
    Inventory inventory =
        read(
            """
            Listing... Done
            prosody/stable,now 0.12.3-1+deb12u1 amd64 [installed]
            ejabberd/stable 23.01-1 amd64 [residual-config]
            """);
    assertThat(Fixture.told(inventory))
        .containsExactly("? prosody 0.12.3 deb:prosody@0.12.3-1+deb12u1 debian:12");
  }

  @Test
  void readsPlainRpmLists() {
    assertThat(Fixture.told(read("bash-5.1.8-6.el9_1.x86_64\nprosody-0.12.4-1.fc40.x86_64\n")))
        .containsExactly("? prosody 0.12.4 rpm:prosody@0.12.4-1.fc40 fedora:40");
  }

  @Test
  void aReallyVersionAndARepackAreUpstreams() {
    assertThat(Fixture.told(read("prosody\t2:0.13+really0.12.5+dfsg-3\nejabberd\t24.02~rc1-1\n")))
        .containsExactly(
            "? prosody 0.12.5 deb:prosody@2:0.13+really0.12.5+dfsg-3 null",
            "? ejabberd 24.02-rc1 deb:ejabberd@24.02~rc1-1 null");
  }

  @Test
  void readsTheRealPackagesOfThisMachine() throws IOException, InterruptedException {
    assumeThat(Path.of("/usr/bin/dpkg-query")).as("dpkg is not installed here").isExecutable();
    Path list = dir.resolve("dpkg.txt");
    int exit =
        new ProcessBuilder(
                "dpkg-query", "-W", "-f=${db:Status-Abbrev}\\t${Package}\\t${Version}\\n")
            .redirectOutput(list.toFile())
            .start()
            .waitFor();
    assertThat(exit).isZero();
    Inventory inventory = Inventories.read(list, CATALOGUE);
    assertThat(inventory.format()).isEqualTo("dpkg");
    assertThat(inventory.problems()).isEmpty();
    assertThat(inventory.examined()).isGreaterThan(50);
    Inventory status = Inventories.read(Path.of("/var/lib/dpkg/status"), CATALOGUE);
    assertThat(status.problems()).isEmpty();
    assertThat(status.examined()).isEqualTo(inventory.examined());
    assertThat(status.sightings()).hasSameSizeAs(inventory.sightings());
  }
}
