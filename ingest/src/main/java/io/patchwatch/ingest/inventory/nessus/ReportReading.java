package io.patchwatch.ingest.inventory.nessus;

import io.patchwatch.ingest.inventory.format.Harvest;
import io.patchwatch.ingest.inventory.format.Xml;
import org.jspecify.annotations.Nullable;

/** Goes through a report, one host after the other. */
final class ReportReading implements Xml.Visitor {

  /** Nessus plugin "Common Platform Enumeration (CPE)". */
  private static final String CPE_PLUGIN = "45590";

  /** Nessus plugin "Software Enumeration (SSH)". */
  private static final String PACKAGES_PLUGIN = "22869";

  private final Harvest harvest;
  private HostProperties host = new HostProperties("");
  private String plugin = "";

  ReportReading(Harvest harvest) {
    this.harvest = harvest;
  }

  @Override
  public void begin(Xml.Element element) {
    switch (element.name()) {
      case "ReportHost" -> host = new HostProperties(orEmpty(element.attribute("name")));
      case "ReportItem" -> plugin = orEmpty(element.attribute("pluginID"));
      default -> {}
    }
  }

  @Override
  public void end(Xml.Element element, String text) {
    switch (element.name()) {
      case "tag" -> {
        if (element.parent().equals("HostProperties")) {
          host.tag(orEmpty(element.attribute("name")), text, element.place());
        }
      }
      case "HostProperties" -> host.cpes().forEach(cpe -> cpe(cpe.text(), cpe.place()));
      case "plugin_output" -> output(text, element.place());
      default -> {}
    }
  }

  private void output(String text, String place) {
    switch (plugin) {
      case CPE_PLUGIN -> text.lines().forEach(line -> cpe(line, place));
      case PACKAGES_PLUGIN ->
          text.lines()
              .map(PackageLine::read)
              .forEach(
                  pack -> {
                    if (pack != null) {
                      harvest.installed(host.machine(), pack, place);
                    }
                  });
      default -> {}
    }
  }

  /** The name stands before a space; behind it, Nessus writes an arrow and what it means. */
  private void cpe(String line, String place) {
    String name = line.strip();
    int space = name.indexOf(' ');
    harvest.cpe(host.machine(), space < 0 ? name : name.substring(0, space), place);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
