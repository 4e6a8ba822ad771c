package io.patchwatch.events.parsing;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a parser may fill, by their names in the Elastic Common Schema 9, and how a value
 * becomes one of them. {@code labels.*} is open for what ECS has no name for.
 */
public final class EcsField {

  /** How a value is checked before it may stand in a field. */
  public enum Kind {
    /** Any text; line ends are kept. */
    TEXT,
    /** Text on one line, at most 1,024 characters. */
    KEYWORD,
    /** A whole number. */
    LONG,
    /** An IPv4 or IPv6 address in canonical form that is not loopback. */
    IP
  }

  private static final Map<String, Kind> KNOWN = known();

  /** The same, where a name is looked up for each value of each line. */
  private static final Map<String, Kind> BY_NAME = new HashMap<>(KNOWN);

  private EcsField() {}

  /** How the field is checked; null: no such field. */
  public static @Nullable Kind kind(String name) {
    return name.startsWith("labels.") && name.length() > "labels.".length()
        ? Kind.KEYWORD
        : BY_NAME.get(name);
  }

  /** All fields but {@code labels.*}. */
  public static Map<String, Kind> all() {
    return KNOWN;
  }

  private static Map<String, Kind> known() {
    Map<String, Kind> fields = new TreeMap<>();
    put(fields, Kind.TEXT, "message", "error.message", "error.stack_trace");
    put(fields, Kind.KEYWORD, "log.level", "log.logger", "log.origin.function");
    put(fields, Kind.KEYWORD, "log.origin.file.name", "error.type", "error.code");
    put(fields, Kind.KEYWORD, "event.kind", "event.category", "event.type", "event.action");
    put(fields, Kind.KEYWORD, "event.outcome", "event.reason", "event.code", "event.provider");
    put(fields, Kind.KEYWORD, "event.dataset", "event.id");
    put(fields, Kind.KEYWORD, "user.name", "user.id", "user.email", "user.target.name");
    put(fields, Kind.KEYWORD, "source.address", "destination.address", "destination.domain");
    put(fields, Kind.IP, "source.ip", "destination.ip");
    put(fields, Kind.LONG, "source.port", "destination.port", "process.pid", "event.duration");
    put(fields, Kind.LONG, "http.response.status_code", "http.response.bytes");
    put(fields, Kind.KEYWORD, "http.request.method", "http.request.id", "url.path", "url.full");
    put(fields, Kind.KEYWORD, "url.query");
    put(fields, Kind.KEYWORD, "user_agent.original", "host.hostname", "process.thread.name");
    put(fields, Kind.KEYWORD, "service.type", "service.version", "service.name");
    put(fields, Kind.KEYWORD, "service.node.name", "file.name", "file.path", "trace.id");
    put(fields, Kind.KEYWORD, "network.protocol", "tls.version", "tls.cipher");
    put(fields, Kind.LONG, "file.size");
    return Collections.unmodifiableMap(fields);
  }

  private static void put(Map<String, Kind> fields, Kind kind, String... names) {
    for (String name : names) {
      fields.put(name, kind);
    }
  }
}
