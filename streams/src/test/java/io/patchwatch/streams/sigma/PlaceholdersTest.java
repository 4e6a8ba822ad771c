package io.patchwatch.streams.sigma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

  @Test
  void namesWithValuesAreTaken() {
    Map<String, List<String>> admins = Map.of("Admins", List.of("root", "adm*"));
    assertThat(Placeholders.checked(admins)).isEqualTo(admins);
  }

  @Test
  void noValuesAndBlankOnesAreRefusedAtTheirPlace() {
    for (List<String> values : List.of(List.<String>of(), List.of(" "))) {
      assertThatThrownBy(() -> Placeholders.checked(Map.of("admins", values)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("detection.rules.placeholders.admins");
    }
  }

  @Test
  void aNameWithPercentSignsIsRefusedWithTheRemedy() {
    assertThatThrownBy(() -> Placeholders.checked(Map.of("%admins%", List.of("root"))))
        .hasMessageContaining("without %");
  }
}
