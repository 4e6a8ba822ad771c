package io.patchwatch.app.demo;

import io.patchwatch.app.demo.Answers.Kind;
import io.patchwatch.events.Asset;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The simulated chat servers of the demo: fourteen servers of nine products in two environments.
 */
final class Fleet implements AutoCloseable {

  /** A server of the fleet. */
  record Member(Asset asset, String product, SimulatedServer server) {}

  private final List<Member> members = new ArrayList<>();

  private Fleet() {}

  static Fleet start() throws IOException {
    Fleet fleet = new Fleet();
    fleet.add(
        "chat-hq", "mattermost", Answers::mattermost, "10.5.2", "production", "collaboration");
    fleet.add("chat-lab", "mattermost", Answers::mattermost, "11.8.5", "staging", "collaboration");
    fleet.add("support-1", "rocket-chat", Answers::rocketChat, "6.5.3", "production", "support");
    fleet.add("matrix-eu", "synapse", Answers::synapse, "1.152.0", "production", "federation");
    fleet.add("matrix-us", "synapse", Answers::synapse, "1.157.1", "production", "federation");
    fleet.add("matrix-lab", "dendrite", Answers::dendrite, "0.13.8", "staging", "federation");
    fleet.add("matrix-edge", "tuwunel", Answers::tuwunel, "1.9.0", "production", "federation");
    fleet.add("threads-1", "zulip", Answers::zulip, "9.3", "production", "engineering");
    fleet.add("clinic-eu-1", "openfire", Answers::openfire, "4.7.4", "production", "clinic");
    fleet.add("clinic-eu-2", "openfire", Answers::openfire, "4.7.4", "production", "clinic");
    fleet.add("clinic-us-1", "openfire", Answers::openfire, "4.7.5", "production", "clinic");
    fleet.add("meet-1", "nextcloud-talk", Answers::nextcloudTalk, "21.1.0", "production", "office");
    fleet.add("xmpp-1", "ejabberd", Answers::ejabberd, "23.01", "production", "operators");
    fleet.add("xmpp-2", "ejabberd", Answers::ejabberd, "26.07", "production", "operators");
    return fleet;
  }

  private void add(
      String id, String product, Kind kind, String version, String environment, String owner)
      throws IOException {
    Asset asset = Asset.of(id, environment, owner, Map.of());
    members.add(new Member(asset, product, SimulatedServer.start(kind, version)));
  }

  List<Member> members() {
    return List.copyOf(members);
  }

  /** The servers of one product. */
  List<Member> running(String product) {
    return members.stream().filter(m -> m.product().equals(product)).toList();
  }

  @Override
  public void close() {
    members.forEach(m -> m.server().close());
  }
}
