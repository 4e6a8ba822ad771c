package io.patchwatch.ingest.advisories.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchivesTest {

  private static final Limits SMALL = new Limits(10, 100, 1_000);

  @TempDir private Path directory;

  private Map<String, String> read(byte[] archive) throws IOException {
    Path file = Files.write(directory.resolve("archive"), archive);
    Map<String, String> found = new TreeMap<>();
    Archives.each(
        file, SMALL, (name, bytes) -> found.put(name, new String(bytes, StandardCharsets.UTF_8)));
    return found;
  }

  private void refused(byte[] archive, String why) {
    assertThatThrownBy(() -> read(archive))
        .isInstanceOf(BadArchive.class)
        .hasMessageContaining(why);
  }

  private static byte[] zip(Object... entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (int i = 0; i < entries.length; i += 2) {
        zip.putNextEntry(new ZipEntry((String) entries[i]));
        zip.write(entries[i + 1] instanceof byte[] b ? b : ((String) entries[i + 1]).getBytes());
      }
    }
    return bytes.toByteArray();
  }

  /** One file as POSIX tar writes it, with the end mark. */
  private static byte[] tar(String name, String content, char type) {
    byte[] header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 124, "%011o\0".formatted(content.length()));
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = (byte) type;
    put(header, 257, "ustar");
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    byte[] all = Arrays.copyOf(header, 512 + (content.length() + 511) / 512 * 512 + 1024);
    put(all, 512, content);
    return all;
  }

  private static void put(byte[] into, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  private static byte[] gzip(byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @Test
  void readsZipAndZipInZipAndPassesOverOtherFiles() throws IOException {
    byte[] inner = zip("in/b.json", "{2}");

    assertThat(read(zip("a.json", "{1}", "README.md", "x", ".hidden.json", "x", "c.zip", inner)))
        .isEqualTo(Map.of("a.json", "{1}", "in/b.json", "{2}"));
  }

  @Test
  void readsTarPlainAndCompressed() throws IOException {
    byte[] tar = tar("d/a.json", "{1}", '0');

    assertThat(read(tar)).isEqualTo(Map.of("d/a.json", "{1}"));
    assertThat(read(gzip(tar))).isEqualTo(Map.of("d/a.json", "{1}"));
    assertThat(read(tar("link.json", "", '2'))).as("links are passed over").isEmpty();
  }

  @Test
  void refusesPathsThatLeadOut() throws IOException {
    refused(zip("../a.json", "{}"), "a place outside itself: ../a.json");
    refused(zip("/etc/a.json", "{}"), "outside");
    refused(zip("x/../../a.json", "{}"), "outside");
    refused(zip("..\\a.json", "{}"), "outside");
    refused(tar("../a.json", "{}", '0'), "outside");
  }

  @Test
  void refusesBombs() throws IOException {
    String much = "0".repeat(90);
    Object[] many = new Object[22];
    Object[] large = new Object[20];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = i + ".json";
      many[i + 1] = "1";
    }
    for (int i = 0; i < large.length; i += 2) {
      large[i] = i + ".json";
      large[i + 1] = i < 2 ? much + "0123456789" : much + "012345678" + "9";
    }
    refused(zip("a.json", "0".repeat(10_000_000)), "larger than 100 bytes");
    refused(gzip(tar("a.json", "0".repeat(1_000_000), '0')), "larger than 100 bytes");
    refused(zip(many), "more than 10 entries");
    assertThat(read(zip(large))).hasSize(10);
    refused(
        zip("in.zip", zip("a.json", "0".repeat(50)), "b.zip", new byte[2_000]), "more than 1000");
  }

  @Test
  void refusesWhatBreaksOff() throws IOException {
    byte[] zip = zip("a.json", "{1}");
    byte[] tar = tar("a.json", "{1}", '0');
    refused(Arrays.copyOf(zip, zip.length - 10), "not a whole zip");
    refused(Arrays.copyOf(tar, 600), "not a whole tar");
    refused(Arrays.copyOf(tar, 1024), "not a whole tar");
    refused(new byte[0], "empty");
    refused("<html>Service unavailable</html>".repeat(40).getBytes(), "neither zip nor tar");
    assertThatThrownBy(() -> read(Arrays.copyOf(gzip(tar), 40))).isInstanceOf(IOException.class);
  }
}
