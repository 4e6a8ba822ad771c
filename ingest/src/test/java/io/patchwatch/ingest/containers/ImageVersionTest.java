package io.patchwatch.ingest.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Reading;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageVersionTest {

  private static Reading read(String product, String image) {
    return ImageVersion.read(
        Objects.requireNonNull(Catalogue.builtIn().get(product)), ImageReference.parse(image));
  }

  @ParameterizedTest
  @CsvSource({
    "mattermost, mattermost/mattermost-team-edition:10.11.3, 10.11.3, FULL",
    "mattermost, mattermost/mattermost-team-edition:10.11.3@sha256:abcd, 10.11.3, FULL",
    "mattermost, registry.local:5000/mattermost/mattermost-team-edition:10.11, 10.11, BRANCH",
    "mattermost, mattermost/mattermost-team-edition:release-10.11, , ",
    "synapse, ghcr.io/element-hq/synapse:v1.157.1, 1.157.1, FULL",
    "synapse, ghcr.io/element-hq/synapse:v1.157.0rc1, 1.157.0rc1, FULL",
    "rocket-chat, registry.rocket.chat/rocketchat/rocket.chat:6.5.3, 6.5.3, FULL",
    "rocket-chat, rocketchat/rocket.chat:6.5, 6.5, BRANCH",
    "ejabberd, ghcr.io/processone/ejabberd:26.07, 26.07, FULL",
    "nextcloud, nextcloud:29, 29, BRANCH",
    "nextcloud, nextcloud:29.0.4-fpm-alpine3.20, 29.0.4, FULL",
    "nextcloud, nextcloud:stable, , ",
    "tinode, tinode/tinode:latest, , ",
    "tinode, tinode/tinode, , ",
    "zulip, zulip/docker-zulip:8.3-0, , "
  })
  void readsWhatATagSaysAndGuessesNothing(
      String product, String image, String version, String precision) {
    Reading reading = read(product, image);
    if (version == null) {
      assertThat(reading).isInstanceOf(Reading.Unreadable.class);
    } else {
      assertThat(reading).isInstanceOf(Reading.Read.class);
      assertThat(((Reading.Read) reading).version()).isEqualTo(version);
      assertThat(((Reading.Read) reading).precision()).hasToString(precision);
      assertThat(((Reading.Read) reading).excerpt()).contains(image);
    }
  }

  @Test
  void aDigestAloneTellsNoVersionAndThePortOfARegistryIsNoTag() {
    assertThat(ImageReference.parse("registry.local:5000/chat").tag()).isNull();
    assertThat(read("synapse", "sha256:65e4")).isInstanceOf(Reading.Unreadable.class);
    assertThat(read("synapse", "ghcr.io/element-hq/synapse@sha256:65e4"))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void aMirrorsCopyIsKnown() {
    ImageReference mirror =
        ImageReference.parse("registry.local:5000/ghcr.io/element-hq/synapse:1");
    assertThat(mirror.isCopyOf("ghcr.io/element-hq/synapse")).isTrue();
    assertThat(mirror.isCopyOf("hq/synapse")).isFalse();
    assertThat(ImageReference.parse("docker.io/library/nextcloud:29").isCopyOf("nextcloud"))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a\nb"})
  void whatIsNoNameIsRefused(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text)).hasMessageContaining("registry/name:tag");
  }
}
