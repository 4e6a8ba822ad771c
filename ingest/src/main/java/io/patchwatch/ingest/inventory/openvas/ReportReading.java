package io.patchwatch.ingest.inventory.openvas;

import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.Machine;
import io.patchwatch.ingest.inventory.format.Times;
import io.patchwatch.ingest.inventory.format.Xml;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Goes through the results and the hosts of a report. */
final class ReportReading implements Xml.Visitor {

  private static final String CPE = "cpe:/a:";
  private static final int MAX_CPES = 1_000;

  private final Harvest harvest;
  private final List<String> cpes = new ArrayList<>();
  private @Nullable String address;
  private @Nullable String hostname;
  private @Nullable Instant time;
  private String detail = "";

  ReportReading(Harvest harvest) {
    this.harvest = harvest;
  }

  @Override
  public void begin(Xml.Element element) {
    if (isUnit(element)) {
      cpes.clear();
      address = null;
      hostname = null;
      time = null;
    }
  }

  /** A result, or a host of the report (within a result, host is only a name). */
  private static boolean isUnit(Xml.Element element) {
    return (element.name().equals("result") && element.parent().equals("results"))
        || (element.name().equals("host") && element.parent().equals("report"));
  }

  @Override
  public void end(Xml.Element element, String text) {
    if (isUnit(element)) {
      Machine machine = Machine.named(hostname, address).seenAt(time);
      cpes.forEach(cpe -> harvest.cpe(machine, cpe, element.place()));
      return;
    }
    switch (element.parent()) {
      case "result" -> ofResult(element.name(), text);
      case "host" -> ofHost(element.name(), text);
      case "detail" -> ofDetail(element.name(), text);
      default -> {}
    }
  }

  private void ofResult(String name, String text) {
    switch (name) {
      case "host" -> address = text;
      case "description" -> collect(text);
      case "creation_time" -> time = Times.read(text);
      default -> {}
    }
  }

  private void ofHost(String name, String text) {
    switch (name) {
      case "ip" -> address = text;
      case "hostname" -> hostname = text.isEmpty() ? null : text;
      case "end" -> time = Times.read(text);
      default -> {}
    }
  }

  private void ofDetail(String name, String text) {
    switch (name) {
      case "name" -> {
        detail = text;
        collect(text);
      }
      case "value" -> {
        if (detail.equals("hostname")) {
          hostname = text;
        } else {
          collect(text);
        }
      }
      default -> {}
    }
  }

  private void collect(String text) {
    int at = text.indexOf(CPE);
    while (at >= 0 && cpes.size() < MAX_CPES) {
      int end = at;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      String cpe = text.substring(at, end);
      if (!cpes.contains(cpe)) {
        cpes.add(cpe);
      }
      at = text.indexOf(CPE, end);
    }
  }
}
