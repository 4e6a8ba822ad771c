package io.patchwatch.streams.shapes;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Fingerprints;
import io.patchwatch.events.shipping.Shipped;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How one shipper writes a record as JSON: where each part stands. Of several places the first that
 * has a text is taken.
 *
 * @param name for people
 * @param marks it is of this shape if one of these is there
 * @param inode what tells the file from others of the same name, where it is said
 */
record JsonShape(
    String name,
    List<JsonPointer> marks,
    List<JsonPointer> message,
    List<JsonPointer> host,
    List<JsonPointer> program,
    List<JsonPointer> path,
    List<JsonPointer> offset,
    List<JsonPointer> inode,
    List<JsonPointer> time) {

  /** Where the operator may say whose it is, in every shape. */
  private static final List<JsonPointer> ASSET =
      places("/patchwatch/asset", "/asset", "/fields/asset", "/labels/asset", "/$!/asset");

  private static final int MOST_DIGITS = 18;
  private static final String RSYSLOG_NAME = "rsyslog";

  /**
   * By <a href="https://www.elastic.co/docs/reference/beats/filebeat/exported-fields-log">Elastic's
   * list of fields</a>; Elastic Agent and Logstash write the same.
   */
  static final JsonShape FILEBEAT =
      new JsonShape(
          "Filebeat",
          places("/@metadata/beat", "/agent/type", "/ecs/version"),
          places("/message"),
          places("/host/name", "/host/hostname", "/agent/hostname", "/agent/name"),
          places(
              "/container/name",
              "/kubernetes/container/name",
              "/log/syslog/appname",
              "/process/name",
              "/service/name"),
          places("/log/file/path"),
          places("/log/offset"),
          places("/log/file/inode", "/log/file/fingerprint"),
          places("/@timestamp"));

  /** By vector.dev's pages on its sources file, syslog, docker_logs and kubernetes_logs. */
  static final JsonShape VECTOR =
      new JsonShape(
          "Vector",
          places("/source_type"),
          places("/message"),
          places("/hostname", "/host", "/kubernetes/pod_node_name"),
          places("/appname", "/container_name", "/kubernetes/container_name"),
          places("/file"),
          places("/offset"),
          List.of(),
          places("/timestamp"));

  /** By rsyslog's page on properties: {@code jsonmesg}, and templates made of the same names. */
  static final JsonShape RSYSLOG =
      new JsonShape(
          RSYSLOG_NAME,
          places("/rawmsg", "/syslogtag", "/timereported", "/programname", "/syslogfacility"),
          places("/msg", "/message"),
          places("/hostname", "/host", "/source", "/fromhost"),
          places("/programname", "/app-name", "/appname", "/syslogtag"),
          places("/$!/metadata/filename", "/filename"),
          places("/$!/metadata/fileoffset", "/fileoffset"),
          List.of(),
          places("/timereported", "/@timestamp", "/timestamp"));

  /** By docs.fluentbit.io on the outputs kafka and the inputs tail, syslog and systemd. */
  static final JsonShape FLUENT_BIT =
      new JsonShape(
          "Fluent Bit",
          places("/@timestamp"),
          places("/log", "/message", "/MESSAGE"),
          places("/host", "/hostname", "/_HOSTNAME", "/kubernetes/host"),
          places(
              "/ident",
              "/SYSLOG_IDENTIFIER",
              "/_SYSTEMD_UNIT",
              "/kubernetes/container_name",
              "/container_name",
              "/program"),
          places("/file", "/filename", "/filepath", "/path"),
          places("/offset"),
          List.of(),
          places("/@timestamp"));

  /** For scripts: whose it is and what it says. */
  static final JsonShape PLAIN =
      new JsonShape(
          "{\"asset\": …, \"message\": …}",
          ASSET,
          places("/message"),
          places("/host"),
          places("/program"),
          places("/path"),
          places("/offset"),
          List.of(),
          places("/time"));

  /** In the order in which they are tried. */
  static final List<JsonShape> ALL = List.of(FILEBEAT, VECTOR, RSYSLOG, FLUENT_BIT, PLAIN);

  private static List<JsonPointer> places(String... pointers) {
    return Stream.of(pointers).map(JsonPointer::compile).toList();
  }

  /**
   * The record, or null if it is not of this shape.
   *
   * @param place where it lies in Kafka
   */
  @Nullable Shipped read(JsonNode tree, String place) {
    String text = first(tree, message);
    if (text == null || marks.stream().allMatch(mark -> absent(tree.at(mark)))) {
      return null;
    }
    String file = first(tree, path);
    Long from = number(first(tree, offset));
    String machine = first(tree, host);
    return new Shipped(
        first(tree, ASSET),
        machine,
        tag(first(tree, program)),
        file,
        from,
        JsonTime.read(time.stream().map(tree::at).toList()),
        unpadded(tree, text),
        cutBefore(tree),
        file == null || from == null ? place : inFile(tree, machine, file, from, text));
  }

  /**
   * What is sent again after a restart of the shipper has the same place in its file. The text is
   * part of it, because places come again when a file is begun anew.
   */
  private String inFile(
      JsonNode tree, @Nullable String machine, String file, long from, String text) {
    return Fingerprints.of(
        name,
        String.valueOf(machine),
        file,
        String.valueOf(first(tree, inode)),
        Long.toString(from),
        text);
  }

  private static boolean absent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static @Nullable String first(JsonNode tree, List<JsonPointer> places) {
    for (JsonPointer place : places) {
      JsonNode node = tree.at(place);
      String text = node.isTextual() || node.isIntegralNumber() ? node.asText() : "";
      if (!text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  private static @Nullable Long number(@Nullable String text) {
    boolean digits =
        text != null
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return text == null || !digits ? null : Long.valueOf(text);
  }

  /** rsyslog's {@code syslogtag} is {@code program[123]:}. */
  private static @Nullable String tag(@Nullable String program) {
    if (program == null) {
      return null;
    }
    int end = program.indexOf('[');
    String name = end > 0 ? program.substring(0, end) : program;
    return name.endsWith(":") ? name.substring(0, name.length() - 1) : name;
  }

  /** rsyslog keeps the space between tag and message, but for lines that it read from a file. */
  private String unpadded(JsonNode tree, String text) {
    boolean exact = !name.equals(RSYSLOG_NAME) || tree.path("inputname").asText().equals("imfile");
    return exact ? text : Shapes.unpadded(text);
  }

  private static boolean cutBefore(JsonNode tree) {
    for (JsonNode flag : tree.at("/log/flags")) {
      if (flag.asText().equals("truncated")) {
        return true;
      }
    }
    return false;
  }
}
