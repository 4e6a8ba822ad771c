package io.patchwatch.streams.sigma.read;

import java.util.Map;

/**
 * Field names of Sigma's taxonomy (appendix, version 2.1) that mean a field of the Elastic Common
 * Schema. Every other name is taken as it stands.
 */
public final class FieldNames {

  private static final Map<String, String> ECS =
      Map.ofEntries(
          Map.entry("c-ip", "source.ip"),
          Map.entry("src_ip", "source.ip"),
          Map.entry("SourceIp", "source.ip"),
          Map.entry("IpAddress", "source.ip"),
          Map.entry("src_port", "source.port"),
          Map.entry("dst_ip", "destination.ip"),
          Map.entry("DestinationIp", "destination.ip"),
          Map.entry("dst_port", "destination.port"),
          Map.entry("DestinationHostname", "destination.domain"),
          Map.entry("cs-method", "http.request.method"),
          Map.entry("sc-status", "http.response.status_code"),
          Map.entry("sc-bytes", "http.response.body.bytes"),
          Map.entry("cs-uri", "url.original"),
          Map.entry("cs-uri-stem", "url.path"),
          Map.entry("cs-uri-query", "url.query"),
          Map.entry("c-uri", "url.original"),
          Map.entry("c-uri-query", "url.query"),
          Map.entry("c-useragent", "user_agent.original"),
          Map.entry("cs-user-agent", "user_agent.original"),
          Map.entry("cs-host", "url.domain"),
          Map.entry("User", "user.name"),
          Map.entry("cs-username", "user.name"),
          Map.entry("TargetUserName", "user.name"),
          Map.entry("Message", "message"));

  private FieldNames() {}

  /** The field of our events. */
  public static String ecs(String name) {
    return ECS.getOrDefault(name, name);
  }
}
