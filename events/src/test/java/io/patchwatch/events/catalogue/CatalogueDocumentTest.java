package io.patchwatch.events.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/catalogue.md works as it stands there. */
class CatalogueDocumentTest {

  private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

  @TempDir Path directory;

  private static List<String> blocks() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "catalogue.md"));
    return BLOCK.matcher(page).results().map((MatchResult block) -> block.group(1)).toList();
  }

  @Test
  void keepsWhatTheExamplePromises() throws IOException {
    Files.writeString(directory.resolve("our-chat.yml"), blocks().getFirst());
    Files.writeString(directory.resolve("our-chat.samples.yml"), blocks().get(1));
    assertThat(CatalogueCheck.userFiles(List.of(directory))).isEmpty();
  }

  @Test
  void listsEveryBuiltInProduct() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "catalogue.md"));
    Catalogue.builtIn().all().forEach(product -> assertThat(page).contains(product.name()));
  }

  @Test
  void listsEveryScheme() throws IOException {
    assertThat(blocks().getFirst()).contains(VersionRule.SCHEMES);
  }
}
