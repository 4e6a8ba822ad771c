package io.patchwatch.streams.rules;

import io.patchwatch.events.Asset;
import io.patchwatch.events.Severity;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.streams.correlate.Entry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A case as bytes: it is written with each hit, so it is small. The first byte is the layout's
 * number; strings have a length of 4 bytes, -1 for null.
 */
final class CaseSerde implements Serde<Case> {

  private static final int LAYOUT = 2;

  @Override
  public Serializer<Case> serializer() {
    return (topic, value) -> write(value);
  }

  @Override
  public Deserializer<Case> deserializer() {
    return (topic, bytes) -> read(bytes);
  }

  @SuppressWarnings("NullAway") // Kafka's interface is not marked: null stands for a deletion
  private static byte[] write(@Nullable Case it) {
    if (it == null) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      writeIdentity(it, out);
      writeWindow(it, out);
      writeFacts(it, out);
    } catch (IOException e) {
      throw new IllegalStateException("memory takes every byte", e);
    }
    return bytes.toByteArray();
  }

  private static void writeIdentity(Case it, DataOutputStream out) throws IOException {
    text(out, it.rule);
    texts(out, it.group);
    writeAsset(it.asset, out);
    text(out, it.product);
    text(out, it.locator);
    text(out, it.trace);
    out.writeLong(it.quietMillis);
    text(out, it.key);
    texts(out, it.vulnerabilities);
  }

  private static void writeAsset(Asset it, DataOutputStream out) throws IOException {
    text(out, it.id());
    text(out, it.environment());
    text(out, it.owner());
    out.writeInt(it.labels().size());
    for (Map.Entry<String, String> label : it.labels().entrySet()) {
      text(out, label.getKey());
      text(out, label.getValue());
    }
  }

  private static void writeWindow(Case it, DataOutputStream out) throws IOException {
    out.writeInt(it.entries.size());
    for (Entry entry : it.entries) {
      out.writeLong(entry.time());
      out.writeLong(entry.since());
      out.writeShort(entry.rule());
      text(out, entry.value());
      out.writeDouble(entry.number());
      out.writeLong(entry.count());
    }
    out.writeInt(it.ids.size());
    ByteBuffer ids = ByteBuffer.allocate(it.ids.size() * Long.BYTES);
    it.ids.forEach(ids::putLong);
    out.write(ids.array());
  }

  private static void writeFacts(Case it, DataOutputStream out) throws IOException {
    out.writeLong(it.count);
    out.writeLong(it.records);
    out.writeLong(it.from);
    out.writeLong(it.to);
    out.writeLong(it.chained);
    out.writeLong(it.chainedRecords);
    texts(out, it.samples);
    texts(out, it.servers);
    texts(out, it.addresses);
    texts(out, it.accounts);
    text(out, it.lastAccount);
    Explanation why = it.explanation;
    text(out, why == null ? null : why.rule());
    out.writeLong(why == null ? 0 : why.at().toEpochMilli());
    Case.Told told = it.told;
    out.writeBoolean(told != null);
    if (told != null) {
      out.writeLong(told.count());
      text(out, told.severity().name());
      text(out, told.note());
      out.writeBoolean(told.secret());
    }
  }

  @SuppressWarnings("NullAway") // as above
  private static Case read(byte @Nullable [] bytes) {
    if (bytes == null) {
      return null;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != LAYOUT) {
        throw new UnreadableRecord("a case of another layout", null);
      }
      Case it = readIdentity(in);
      readWindow(it, in);
      readFacts(it, in);
      return it;
    } catch (IOException | BufferUnderflowException e) {
      throw new UnreadableRecord("not a case: " + e.getMessage(), e);
    }
  }

  private static Case readIdentity(DataInputStream in) throws IOException {
    String rule = some(in);
    List<String> group = List.copyOf(texts(in));
    Case it = new Case(rule, group, readAsset(in), some(in));
    it.locator = some(in);
    it.trace = some(in);
    it.quietMillis = in.readLong();
    it.key = some(in);
    it.vulnerabilities = List.copyOf(texts(in));
    return it;
  }

  private static Asset readAsset(DataInputStream in) throws IOException {
    String id = some(in);
    String environment = some(in);
    String owner = text(in);
    SortedMap<String, String> labels = new TreeMap<>();
    for (int i = in.readInt(); i > 0; i--) {
      labels.put(some(in), some(in));
    }
    return new Asset(id, environment, owner, labels);
  }

  private static void readWindow(Case it, DataInputStream in) throws IOException {
    int entries = in.readInt();
    for (int i = 0; i < entries; i++) {
      it.entries.add(
          new Entry(
              in.readLong(),
              in.readLong(),
              in.readShort(),
              text(in),
              in.readDouble(),
              in.readLong()));
    }
    int ids = in.readInt();
    ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(ids * Long.BYTES));
    for (int i = 0; i < ids; i++) {
      it.ids.add(bytes.getLong());
    }
  }

  private static void readFacts(Case it, DataInputStream in) throws IOException {
    it.count = in.readLong();
    it.records = in.readLong();
    it.from = in.readLong();
    it.to = in.readLong();
    it.chained = in.readLong();
    it.chainedRecords = in.readLong();
    it.samples = texts(in);
    it.servers = texts(in);
    it.addresses = texts(in);
    it.accounts = texts(in);
    it.lastAccount = text(in);
    String why = text(in);
    Instant at = Instant.ofEpochMilli(in.readLong());
    it.explanation = why == null ? null : new Explanation(why, at);
    if (in.readBoolean()) {
      it.told =
          new Case.Told(in.readLong(), Severity.valueOf(some(in)), text(in), in.readBoolean());
    }
  }

  private static void text(DataOutputStream out, @Nullable String text) throws IOException {
    if (text == null) {
      out.writeInt(-1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static void texts(DataOutputStream out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      text(out, text);
    }
  }

  private static @Nullable String text(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length < 0 ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  private static String some(DataInputStream in) throws IOException {
    String text = text(in);
    return text == null ? "" : text;
  }

  private static List<String> texts(DataInputStream in) throws IOException {
    int size = in.readInt();
    List<String> texts = new ArrayList<>(Math.clamp(size, 0, 64));
    for (int i = 0; i < size; i++) {
      texts.add(some(in));
    }
    return texts;
  }
}
