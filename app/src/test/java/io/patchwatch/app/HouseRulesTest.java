package io.patchwatch.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.patchwatch.alerting.courier.console.BreaksRulesOfPlugIns;
import io.patchwatch.alerting.helper.BreaksRulesOfAlerting;
import io.patchwatch.embedded.helper.BreaksRulesOfEmbedded;
import io.patchwatch.events.helper.BreaksRulesOfEvents;
import io.patchwatch.ingest.helper.BreaksRulesOfIngest;
import io.patchwatch.streams.helper.BreaksRulesOfStreams;
import io.patchwatch.streams.verdict.BreaksRulesOfPureCore;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.SLF4JServiceProvider;

final class HouseRulesTest {

  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.patchwatch");

  private static final JavaClasses OFFENDERS =
      new ClassFileImporter()
          .importClasses(
              BreaksRulesOfEvents.class,
              BreaksRulesOfIngest.class,
              BreaksRulesOfStreams.class,
              BreaksRulesOfAlerting.class,
              BreaksRulesOfEmbedded.class,
              BreaksRulesOfPlugIns.class,
              BreaksRulesOfPureCore.class);

  static Stream<ArchRule> rules() {
    return HouseRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void holdsInOurCode(ArchRule rule) {
    rule.check(OURS);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void seesWhoBreaksIt(ArchRule rule) {
    assertThat(rule.evaluate(OFFENDERS).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"events", "ingest", "streams", "alerting", "app", "embedded"})
  void looksAtEveryModule(String module) {
    assertThat(OURS).anyMatch(type -> type.getPackageName().startsWith("io.patchwatch." + module));
  }

  @Test
  void logsThroughOneProviderWhichIsLog4j() {
    assertThat(ServiceLoader.load(SLF4JServiceProvider.class)).hasSize(1);
    assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
        .isEqualTo("org.apache.logging.slf4j.Log4jLoggerFactory");
  }
}
