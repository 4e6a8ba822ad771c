package io.patchwatch.ingest.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.catalogue.Product;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectTest {

  private static final Product SERVER =
      Objects.requireNonNull(Catalogue.builtIn().get("nextcloud"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Nextcloud Server is a self hosted personal cloud system.",
        "In Nextcloud server  from versions 32.0.0 to before 32.0.9 a user can",
        "It is recommended that the Nextcloud Server is upgraded to 25.0.7",
      })
  void knowsAServerBySentencesAboutIt(String text) {
    assertThat(new Subject(text, List.of()).speaksOf(SERVER)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The Nextcloud Desktop Client synchronizes files from Nextcloud Server with your computer.",
        "Nextcloud iOS searches the lookup server instead of the local Nextcloud server unless",
        "Nextcloud calendar is a calendar app for the Nextcloud server platform.",
      })
  void isNotMisledByAMention(String text) {
    assertThat(new Subject(text, List.of()).speaksOf(SERVER)).isFalse();
  }

  @Test
  void knowsAServerByTheRepositoryOfTheFix() {
    assertThat(subjectWith("https://github.com/nextcloud/server/pull/1").speaksOf(SERVER)).isTrue();
    assertThat(subjectWith("https://github.com/nextcloud/server-tools/pull/1").speaksOf(SERVER))
        .isFalse();
    assertThat(subjectWith("https://github.com/nextcloud/android/pull/1").speaksOf(SERVER))
        .isFalse();
  }

  private static Subject subjectWith(String reference) {
    return new Subject("A bug.", List.of(reference));
  }
}
