package io.patchwatch.ingest.advisories.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.Advisory;
import io.patchwatch.events.AffectedRange;
import io.patchwatch.events.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What vendors publish themselves, in the shapes that their services document and answer with. */
class VendorListsTest {

  private static String release(String repository, String tag, String published, String body) {
    return """
        {"url": "https://api.github.com/repos/%1$s/releases/1", "id": 1, "tag_name": "%2$s",
         "html_url": "https://github.com/%1$s/releases/tag/%2$s", "name": "%2$s", "draft": false,
         "prerelease": false, "created_at": "%3$s", "published_at": "%3$s", "assets": [],
         "body": "%4$s"}
        """
        .formatted(repository, tag, published, body);
  }

  private static List<Advisory> releases(String... releases) {
    return Records.advisories(Records.parse("[" + String.join(",", releases) + "]"));
  }

  @Test
  void aSecurityReleaseWithoutCveIsToldForItsLane() {
    List<Advisory> told =
        releases(
            release(
                "RocketChat/Rocket.Chat",
                "7.9.3",
                "2026-08-20T10:00:00Z",
                "- Security Hotfix (https://docs.rocket.chat/docs/security-fixes-and-updates)"),
            release("RocketChat/Rocket.Chat", "7.9.2", "2026-08-10T10:00:00Z", "Engine versions"));

    assertThat(told).hasSize(1);
    Advisory only = told.getFirst();
    assertThat(only.vulnerability()).isEqualTo("release:rocket-chat/7.9.3").isEqualTo(only.id());
    assertThat(only.source()).isEqualTo("github-release");
    assertThat(only.summary()).endsWith("7.9.3: patch available, details embargoed");
    assertThat(only.affected()).containsExactly(AffectedRange.until("7.9.0", "7.9.3"));
  }

  @Test
  void aReleaseThatNamesItsCvesKeepsThemAsOtherNames() {
    String published = "2026-08-20T10:00:00Z";
    Advisory before =
        releases(release("element-hq/synapse", "v1.127.1", published, "## Security\\n- Later"))
            .getFirst();
    Advisory after =
        releases(release("element-hq/synapse", "v1.127.1", published, "- Fix CVE-2025-30355"))
            .getFirst();

    assertThat(before.aliases()).isEmpty();
    assertThat(after.id()).isEqualTo("release:synapse/1.127.1").isEqualTo(before.id());
    assertThat(after.aliases()).containsExactly("CVE-2025-30355");
    assertThat(after.modified()).as("so that it replaces the first one").isAfter(before.modified());
  }

  @Test
  void oldDraftAndPreReleasesAreNotTold() {
    String body = "This is a security release";
    String fresh = "2026-08-20T10:00:00Z";
    assertThat(
            releases(
                release("element-hq/synapse", "v1.100.0", "2026-01-01T10:00:00Z", body),
                release("element-hq/synapse", "v1.140.0rc1", fresh, body),
                release("element-hq/synapse", "v1.140.1", fresh, body)
                    .replace("\"prerelease\": false", "\"prerelease\": true"),
                release("somebody/else", "v1.140.1", fresh, body)))
        .isEmpty();
  }

  @Test
  void mattermostsUpdatesAreReadInEachOfTheirShapes() {
    List<Advisory> told =
        Records.advisories(
            Records.parse(
                """
                [{"issue_id": "Issue Identifier", "platform": "Platform", "severity": "Severity"},
                 {"issue_id": "", "platform": "", "severity": ""},
                 {"issue_id": "MMSA-2025-00478", "cve_id": "CVE-2025-12421", "severity": "Critical",
                  "platform": "Mattermost Server", "details": "Token exchange",
                  "affected_versions": "11.0.x <= 11.0.2", "fix_versions": ["11.1.0", "11.0.3"],
                  "fix_release_date": "2025-11-15T00:00:00.000Z"},
                 {"issue_id": "MMSA-2025-00500", "cve_id": "", "severity": "Low",
                  "platform": "Mattermost Server", "details": "Embargoed",
                  "fix_versions": "[v10.11.5, 10.5.12]", "fix_release_date": "soon"},
                 {"issue_id": "MMSA-2025-00501", "cve_id": "", "severity": "Low",
                  "platform": "Mattermost Mobile Apps", "fix_versions": "2.30.0"}]
                """));

    assertThat(told)
        .extracting(Advisory::id, Advisory::vulnerability, Advisory::severity)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(
                "MMSA-2025-00478", "CVE-2025-12421", Severity.CRITICAL),
            org.assertj.core.api.Assertions.tuple(
                "MMSA-2025-00500", "MMSA-2025-00500", Severity.LOW));
    assertThat(told.getFirst().affected()).extracting(AffectedRange::fixed).contains("11.0.3");
    assertThat(told.getLast().affected()).extracting(AffectedRange::fixed).contains("10.11.5");
  }
}
