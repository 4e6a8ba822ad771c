package io.patchwatch.alerting.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.patchwatch.events.yaml.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchSettingsTest {

  private static final URI NODE = URI.create("https://search.example:9200");
  private static final Secret SECRET = Secret.of("hunter2");

  @TempDir Path directory;

  @Test
  void refusesHalfOfACredential() {
    assertThatThrownBy(() -> settings("patchwatch", null, null))
        .hasMessageContaining("elasticsearch.username and elasticsearch.password belong together");
  }

  @Test
  void refusesTwoKindsOfCredentials() {
    assertThatThrownBy(() -> settings("patchwatch", SECRET, SECRET))
        .hasMessageContaining("either api_key or username and password");
  }

  @Test
  void refusesCredentialsInTheAddressWithoutShowingThem() {
    URI url = URI.create("http://elastic:hunter2@search.example:9200");
    assertThatThrownBy(() -> ElasticsearchSettings.at(url))
        .hasMessageContaining("search.example has credentials; use username and password instead")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void refusesAnAddressThatIsNone() {
    assertThatThrownBy(() -> ElasticsearchSettings.at(URI.create("search.example:9200")))
        .hasMessageContaining("not an http or https address");
  }

  @Test
  void neverShowsItsSecrets() {
    assertThat(settings("patchwatch", SECRET, null).toString()).doesNotContain("hunter2");
  }

  @Test
  void saysWhatIsWrongWithTheFileOfCertificates() throws IOException {
    Path empty = Files.createFile(directory.resolve("ca.pem"));
    assertThatThrownBy(() -> open(empty))
        .hasMessageContaining("elasticsearch.ca_file " + empty)
        .hasMessageContaining("give a readable PEM file");
    Path missing = directory.resolve("missing.pem");
    assertThatThrownBy(() -> open(missing)).hasMessageContaining("ca_file " + missing);
  }

  private static void open(Path caFile) throws IOException {
    ElasticsearchConnection.open(new ElasticsearchSettings(List.of(NODE), null, null, null, caFile))
        .close();
  }

  private static ElasticsearchSettings settings(String username, Secret password, Secret apiKey) {
    return new ElasticsearchSettings(List.of(NODE), username, password, apiKey, null);
  }
}
