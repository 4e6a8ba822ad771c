package io.patchwatch.ingest.push;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchwatch.events.Wire;
import io.patchwatch.events.shipping.Attribution;
import io.patchwatch.events.shipping.LogSource;
import io.patchwatch.events.shipping.Shipped;
import io.patchwatch.events.shipping.otlp.OtlpException;
import io.patchwatch.events.shipping.otlp.OtlpJson;
import io.patchwatch.events.shipping.otlp.OtlpProtobuf;
import io.patchwatch.events.shipping.otlp.OtlpRecord;
import io.patchwatch.events.shipping.otlp.OtlpShipment;
import io.patchwatch.ingest.otlp.OtlpAnswer;
import io.patchwatch.ingest.shipping.LogIntake;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Takes log records: NDJSON, or OTLP in either encoding. */
final class LogDelivery implements Taker {

  /** Largest body, in bytes: a batch of the OpenTelemetry Collector's usual size fits. */
  static final int MAX_BODY = 8 * 1024 * 1024;

  static final String PROTOBUF = "application/x-protobuf";
  static final String NDJSON = "application/x-ndjson";

  /** Most lines of one request. */
  static final int MAX_LINES = 20_000;

  private final LogIntake intake;

  LogDelivery(LogIntake intake) {
    this.intake = intake;
  }

  @Override
  public Reply take(byte[] body, String mediaType, String owner) throws Refusal {
    return switch (mediaType) {
      case PROTOBUF, Reply.JSON -> otlp(body, mediaType);
      case NDJSON -> lines(body);
      default ->
          throw new Refusal(
              415,
              "Content-Type must be "
                  + NDJSON
                  + " (a JSON object on each line), or "
                  + PROTOBUF
                  + " or "
                  + Reply.JSON
                  + " (OTLP)");
    };
  }

  @Override
  public Reply refused(Refusal refusal, String mediaType) {
    if (!mediaType.equals(PROTOBUF) && !mediaType.equals(Reply.JSON)) {
      return Reply.refused(refusal);
    }
    byte[] status = OtlpAnswer.refused(mediaType.equals(PROTOBUF), refusal.status(), refusal.why());
    return Reply.refused(refusal, mediaType, status);
  }

  private Reply otlp(byte[] body, String mediaType) throws Refusal {
    boolean protobuf = mediaType.equals(PROTOBUF);
    Acknowledged<String> sent = new Acknowledged<>();
    long rejected = 0;
    String why = "";
    for (Shipped shipped : OtlpShipment.of(records(body, protobuf))) {
      LogSource source = intake.source(LogIntake.OTLP, shipped).orElse(null);
      if (source != null) {
        sent.add(() -> publish(LogIntake.OTLP, shipped, source));
      } else if (intake.attribute(shipped) instanceof Attribution.Unknown unknown) {
        rejected++;
        why = unknown.sender() + ": " + unknown.remedy();
      }
    }
    var unused = sent.await();
    return Reply.of(200, mediaType, OtlpAnswer.taken(protobuf, rejected, why));
  }

  private List<OtlpRecord> records(byte[] body, boolean protobuf) throws Refusal {
    try {
      return protobuf ? OtlpProtobuf.read(body) : OtlpJson.read(body);
    } catch (OtlpException e) {
      intake.counters(LogIntake.OTLP).refuseOne();
      throw new Refusal(e.isTooLarge() ? 413 : 400, e.why());
    }
  }

  private CompletableFuture<String> publish(String way, Shipped shipped, LogSource source) {
    try {
      return intake.publish(way, shipped, source);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e); // we are stopping
    }
  }

  private Reply lines(byte[] body) throws Refusal {
    List<String> lines =
        new String(body, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .limit(MAX_LINES + 1L)
            .toList();
    if (lines.isEmpty() || lines.size() > MAX_LINES) {
      throw new Refusal(
          lines.isEmpty() ? 400 : 413,
          "send 1 to " + MAX_LINES + " lines in a request, each of them a JSON object");
    }
    ObjectNode answer = Wire.json().createObjectNode();
    int taken = take(lines, answer.putArray("results"));
    return Reply.json(Delivery.status(taken, lines.size()), answer);
  }

  private int take(List<String> lines, ArrayNode results) throws Refusal {
    Map<String, Integer> seen = new HashMap<>();
    Acknowledged<String> sent = new Acknowledged<>();
    List<ObjectNode> accepted = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      ObjectNode result = results.addObject().put("index", i);
      Line line = line(lines.get(i), seen);
      LogSource source = line.source();
      Shipped shipped = line.shipped();
      if (source == null || shipped == null) {
        result.put("status", "refused").put("error", "[" + i + "]." + line.mistake());
      } else {
        sent.add(() -> publish(LogIntake.HTTP, shipped, source));
        accepted.add(result);
      }
    }
    List<String> ids = sent.await();
    for (int i = 0; i < ids.size(); i++) {
      accepted.get(i).put("status", "accepted").put("id", ids.get(i));
    }
    return ids.size();
  }

  /** Either a record and whose it is, or what is wrong. */
  private record Line(@Nullable Shipped shipped, @Nullable LogSource source, String mistake) {}

  private Line line(String text, Map<String, Integer> seen) {
    Shipped shipped;
    try {
      shipped = LogLine.read(text, seen);
    } catch (Refusal e) {
      intake.counters(LogIntake.HTTP).refuseOne();
      return new Line(null, null, e.why());
    }
    LogSource source = intake.source(LogIntake.HTTP, shipped).orElse(null);
    if (source == null && intake.attribute(shipped) instanceof Attribution.Unknown unknown) {
      String why = "belongs to no asset: " + unknown.sender() + ": " + unknown.remedy();
      return new Line(null, null, why);
    }
    return new Line(shipped, source, "");
  }
}
