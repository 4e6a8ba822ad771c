package io.patchwatch.ingest.advisories;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names under which advisory sources know the products of the built-in catalogue. */
public final class CatalogueNames {

  private static final List<ProductNames> BUILT_IN =
      List.of(
          new ProductNames(
              "openfire",
              "Openfire",
              2,
              Set.of(
                  "Maven:org.igniterealtime.openfire:openfire",
                  "Maven:org.igniterealtime.openfire:parent",
                  "Maven:org.igniterealtime.openfire:xmppserver"),
              Set.of("igniterealtime:openfire", "ignite_realtime:openfire"),
              Set.of("igniterealtime:openfire", "org.igniterealtime.openfire:xmppserver"),
              null,
              Set.of("igniterealtime/openfire"),
              Set.of()),
          new ProductNames(
              "synapse",
              "Synapse",
              2,
              Set.of("PyPI:matrix-synapse"),
              Set.of("element-hq:synapse", "matrix-org:synapse"),
              Set.of("element:synapse", "element-hq:synapse", "matrix:synapse"),
              null,
              Set.of("element-hq/synapse", "matrix-org/synapse"),
              Set.of()),
          new ProductNames(
              "mattermost",
              "Mattermost",
              2,
              Set.of(
                  "Go:github.com/mattermost/mattermost-server",
                  "Go:github.com/mattermost/mattermost",
                  "Go:github.com/mattermost/mattermost-server/v5",
                  "Go:github.com/mattermost/mattermost-server/v6",
                  "Go:github.com/mattermost/mattermost/v5",
                  "Go:github.com/mattermost/mattermost/server/v8"),
              Set.of(
                  "mattermost:mattermost",
                  "mattermost:mattermost server",
                  "mattermost:mattermost_server"),
              Set.of("mattermost:mattermost_server", "mattermost:mattermost"),
              "mattermost",
              Set.of("mattermost/mattermost", "mattermost/mattermost-server"),
              Set.of()),
          new ProductNames(
              "rocket-chat",
              "Rocket.Chat",
              2,
              Set.of("npm:rocket.chat"),
              Set.of("rocket.chat:rocket.chat", "rocketchat:rocket.chat"),
              Set.of("rocket.chat:rocket.chat"),
              "rocket-chat",
              Set.of("RocketChat/Rocket.Chat"),
              Set.of()),
          new ProductNames(
              "zulip",
              "Zulip Server",
              1,
              Set.of(),
              Set.of("zulip:zulip", "zulip:zulip_server"),
              Set.of("zulip:zulip", "zulip:zulip_server"),
              null,
              Set.of("zulip/zulip"),
              Set.of()),
          only("ejabberd", "Hex:ejabberd", "process-one:ejabberd", "processone/ejabberd"),
          only("mongooseim", "Hex:MongooseIM", "erlang-solutions:mongooseim", "esl/MongooseIM"),
          only(
              "dendrite",
              "Go:github.com/matrix-org/dendrite",
              "matrix-org:dendrite",
              "matrix-org/dendrite"),
          new ProductNames(
              "conduit",
              "Conduit",
              2,
              Set.of(),
              Set.of("the conduit contributors:conduit", "the_conduit_contributors:conduit"),
              Set.of("conduit:conduit", "the_conduit_contributors:conduit"),
              null,
              Set.of(),
              Set.of()),
          nextcloud(
              "nextcloud",
              "Nextcloud Server",
              Set.of("Bitnami:nextcloud"),
              Set.of(
                  "nextcloud:nextcloud",
                  "nextcloud:nextcloud_server",
                  "nextcloud:nextcloud_server_enterprise",
                  "nextcloud:nextcloud_enterprise_server",
                  "nextcloud:server"),
              "nextcloud",
              "nextcloud/server"),
          nextcloud(
              "nextcloud-talk",
              "Nextcloud Talk",
              Set.of(),
              Set.of("nextcloud:spreed", "nextcloud:talk"),
              null,
              "nextcloud/spreed"));

  private CatalogueNames() {}

  /** All of them. */
  public static ProductIndex builtIn() {
    return new ProductIndex(BUILT_IN);
  }

  private static ProductNames only(String id, String osv, String vendor, String repository) {
    return new ProductNames(
        id, id, 2, Set.of(osv), Set.of(vendor), Set.of(vendor), null, Set.of(repository), Set.of());
  }

  private static ProductNames nextcloud(
      String id,
      String name,
      Set<String> osv,
      Set<String> cpes,
      @Nullable String lifecycle,
      String repository) {
    return new ProductNames(
        id,
        name,
        1,
        osv,
        Set.of("nextcloud:security-advisories"),
        cpes,
        lifecycle,
        Set.of(repository),
        Set.of(
            "nextcloud:security-advisories",
            "nextcloud:nextcloud",
            "nextcloud:server",
            "nextcloud:talk",
            "bitnami:nextcloud"));
  }
}
