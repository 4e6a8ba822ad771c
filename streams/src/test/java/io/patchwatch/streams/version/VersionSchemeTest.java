package io.patchwatch.streams.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionSchemeTest {

  @ParameterizedTest
  @CsvSource({
    "calver,     23.10,              24.02",
    "calver,     26.07,              26.10",
    "calver,     3.0.0-alpha-1,      3.0.0-alpha-4",
    "calver,     2.1.9,              3.0.0-alpha-1",
    "calver,     23.01,              23.01-1",
    "calver,     24.02-rc1,          24.02",
    "hex,        3.0.0-alpha-1,      3.0.0-alpha-4",
    "hex,        3.0.0-alpha-4,      3.0.0",
    "go,         10.11.14,           10.11.15+incompatible",
    "go,         10.11.0-rc1+incompatible, 10.11.0+incompatible",
    "go,         11.0.0-alpha.1+incompatible, 11.0.0",
    "go,         v8.0.0-20260407102538-faa7d75b4ea0, v8.0.0",
    "mattermost, 9.5.9,              9.11.0",
    "mattermost, 10.11.0-rc2,        10.11.0",
    "semver,     8.3,                8.3.1",
    "semver,     6.10.0,             6.10.1",
    "semver,     8.5.0-rc.0,         8.5.0",
    "nextcloud,  19.0.13.9,          19.0.13.10",
    "nextcloud,  27.0.2,             27.0.2.1",
    "nextcloud,  28.0.0 RC 2,        28.0.0",
    "zulip,      10.0-beta1,         10.0",
    "zulip,      10.0-beta9,         10.0-beta10",
    "zulip,      2.0.0-rc1,          2.0.0",
    "zulip,      12.0-dev+git,       12.0-beta1",
    "zulip,      5.0-dev-1650-gc3fd37755f, 5.0-rc1",
    "zulip,      11.4,               11.4+git",
    "tinode,     v0.22.13,           0.25.1",
    "tinode,     0.25.0-rc2,         0.25.0",
    "numeric,    1.3.4,              1.10",
    "pep440,     1.138.3,            1.139.0rc1",
    "pep440,     1.139.0rc2,         1.139.0",
    "pep440,     1.0.dev1,           1.0a1",
    "pep440,     1.0.post1.dev1,     1.0.post1",
    "pep440,     1.0,                1.0.post1.dev1",
    "pep440,     0.33.2,             0.33.2.1",
    "maven,      4.5.0-beta,         4.5.0",
    "maven,      5.2.0-SNAPSHOT,     5.2.0",
    "maven,      4.8.0 Beta 2,       4.8.0",
    "maven,      4.8.0 Beta 2,       4.8.0 Release Candidate 1",
    "maven,      4.7.5,              4.8.0 Alpha",
    "debian,     0.11.9-2+deb11u1,   0.11.12-1",
    "debian,     1.0~rc1-1,          1.0-1",
    "rpm,        1.0~rc1,            1.0",
    "rpm,        1.0,                1.0^git1",
    "rpm,        1.0^git1,           1.0.1"
  })
  void ordersAsItsMakersDo(String scheme, String older, String newer) throws Exception {
    assertThat(VersionScheme.of(scheme).compare(older, newer)).isNegative();
    assertThat(VersionScheme.of(scheme).compare(newer, older)).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "calver, 26.7,    26.07",
    "pep440, 1.106,   1.106.0",
    "pep440, 1.0-RC1, 1.0c1",
    "go,     10.11.15+incompatible, v10.11.15",
    "tinode, v0.25.1, 0.25.1",
    "semver, 8.3,     8.3.0"
  })
  void takesDifferentSpellingsOfARelease(String scheme, String left, String right)
      throws Exception {
    assertThat(VersionScheme.of(scheme).compare(left, right)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "zulip,  3f1a2b4c5d6e7f8091a2b3c4d5e6f708192a3b4c",
    "maven,  8c1f2ab",
    "semver, 8c1f2ab",
    "numeric, unknown",
    "tinode, undef",
    "calver, hg:0123456789ab",
    "numeric, 1.2-banana",
    "semver, 1.2.3~4",
    "semver, 1.2.3-",
    "pep440, 1.0-banana",
    "debian, hg 1",
    "rpm,    x:1",
    "numeric, ''"
  })
  void refusesWhatItCannotOrder(String scheme, String text) {
    assertThatThrownBy(() -> VersionScheme.of(scheme).parse(text))
        .isInstanceOf(UnreadableVersionException.class)
        .hasMessageMatching("(?s).+");
  }

  @Test
  void saysThatAGitHashCannotBeCompared() {
    assertThatThrownBy(() -> VersionScheme.of("zulip").parse("c3fd37755f"))
        .hasMessage("git hash 'c3fd37755f' cannot be compared");
  }

  @Test
  void refusesATextOfUnboundedLength() {
    assertThatThrownBy(() -> VersionScheme.of("semver").parse("1".repeat(201)))
        .hasMessageContaining("longer than 200");
  }

  @Test
  void knowsPreReleasesAndDevelopmentBuilds() throws Exception {
    assertThat(VersionScheme.of("maven").parse("4.8.0-beta-2").preRelease()).isTrue();
    assertThat(VersionScheme.of("maven").parse("4.8.0").preRelease()).isFalse();
    assertThat(VersionScheme.of("maven").parse("5.2.0-SNAPSHOT").development()).isTrue();
    assertThat(VersionScheme.of("zulip").parse("12.0-dev+git").development()).isTrue();
    assertThat(VersionScheme.of("zulip").parse("11.4+git").development()).isTrue();
    assertThat(VersionScheme.of("zulip").parse("11.4").development()).isFalse();
    assertThat(VersionScheme.of("debian").parse("1.0~rc1-1").preRelease()).isTrue();
    assertThat(VersionScheme.of("pep440").parse("1.139.0rc2").preRelease()).isTrue();
    assertThat(VersionScheme.of("calver").parse("23.01-1").preRelease()).isFalse();
  }

  @Test
  void namesTheKnownSchemesWhenAskedForAnother() {
    assertThatThrownBy(() -> VersionScheme.of("roman"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("pep440");
  }
}
