package io.patchwatch.app.demo;

import java.util.Map;

/**
 * What real servers answer to a stranger who asks for their version, with the version filled in.
 * The shapes are those of the projects' own sources and documents.
 */
final class Answers {

  private static final String CONFIG_HASH = "4eff79e15993f5fd6dc1d915f1c2ba06";

  private Answers() {}

  /** A status, headers and a body. */
  record Answer(int status, Map<String, String> headers, String body) {
    static Answer json(String body) {
      return new Answer(200, Map.of("Content-Type", "application/json; charset=utf-8"), body);
    }
  }

  /** Answers of one kind of server: path to answer, for the version it runs at the moment. */
  @FunctionalInterface
  interface Kind {
    Map<String, Answer> at(String version);
  }

  static Map<String, Answer> mattermost(String version) {
    String header = version + ".17404508457." + CONFIG_HASH + ".false";
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "X-Version-Id", header, "X-Request-Id", "demo");
    String config =
        """
        {"BuildDate":"Tue Sep  2 13:13:54 UTC 2025","BuildEnterpriseReady":"true",\
        "BuildHash":"ba3d0e1c","BuildNumber":"17404508457","Version":"%s"}"""
            .formatted(version);
    return Map.of(
        "/api/v4/system/ping",
            new Answer(200, headers, "{\"ActiveSearchBackend\":\"database\",\"status\":\"OK\"}"),
        "/api/v4/config/client", new Answer(200, headers, config));
  }

  /** Since 4.0 a stranger is told the release branch only. */
  static Map<String, Answer> rocketChat(String version) {
    String branch = version.substring(0, version.lastIndexOf('.'));
    return Map.of(
        "/api/info",
        Answer.json(
            "{\"version\":\"" + branch + "\",\"minimumClientVersions\":{},\"success\":true}"));
  }

  static Map<String, Answer> synapse(String version) {
    Map<String, String> headers =
        Map.of("Content-Type", "application/json", "Server", "Synapse/" + version);
    String body = federation("Synapse", version);
    return Map.of("/_matrix/federation/v1/version", new Answer(200, headers, body));
  }

  static Map<String, Answer> dendrite(String version) {
    return Map.of("/_matrix/federation/v1/version", Answer.json(federation("Dendrite", version)));
  }

  static Map<String, Answer> tuwunel(String version) {
    String own =
        "{\"name\":\"Tuwunel\",\"version\":\"" + version + "\",\"compiler\":\"rustc 1.91\"}";
    return Map.of(
        "/_matrix/federation/v1/version", Answer.json(federation("Tuwunel", version)),
        "/_tuwunel/server_version", Answer.json(own));
  }

  private static String federation(String name, String version) {
    return "{\"server\":{\"name\":\"" + name + "\",\"version\":\"" + version + "\"}}";
  }

  static Map<String, Answer> zulip(String version) {
    String body =
        """
        {"result":"success","msg":"","authentication_methods":{"password":true},\
        "zulip_version":"%s","zulip_merge_base":"%s","zulip_feature_level":278,\
        "push_notifications_enabled":false,"is_incompatible":false,"realm_name":"Demo"}"""
            .formatted(version, version);
    return Map.of("/api/v1/server_settings", Answer.json(body));
  }

  static Map<String, Answer> openfire(String version) {
    String page =
        """
        <html><head><title>Openfire Admin Console: </title></head><body>
        <form action="login.jsp" name="loginForm" method="post"></form>
        <div align="right"><div class="text" id="jive-loginVersion"> Openfire, Version: %s</div></div>
        </body></html>
        """
            .formatted(version);
    return Map.of(
        "/login.jsp", new Answer(200, Map.of("Content-Type", "text/html;charset=utf-8"), page));
  }

  /** Nextcloud tells the version of its Talk app among its public capabilities. */
  static Map<String, Answer> nextcloudTalk(String version) {
    String capabilities =
        """
        {"ocs":{"meta":{"status":"ok","statuscode":200,"message":"OK"},"data":{"version":\
        {"major":31,"minor":0,"micro":5,"string":"31.0.5"},"capabilities":{"spreed":\
        {"features":["audio","video","chat-v2"],"version":"%s"}}}}}"""
            .formatted(version);
    String status =
        """
        {"installed":true,"maintenance":false,"needsDbUpgrade":false,"version":"31.0.5.1",\
        "versionstring":"31.0.5","edition":"","productname":"Nextcloud","extendedSupport":false}""";
    return Map.of(
        "/ocs/v2.php/cloud/capabilities", Answer.json(capabilities),
        "/status.php", Answer.json(status));
  }

  /** Answers only where an IP rule permits it; the body is one JSON string. */
  static Map<String, Answer> ejabberd(String version) {
    String body =
        "\"The node ejabberd@localhost is started. Status: startedejabberd "
            + version
            + " is running in that node\"";
    return Map.of("/api/status", Answer.json(body));
  }
}
