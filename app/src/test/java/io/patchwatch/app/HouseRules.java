package io.patchwatch.app;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Stream;

/** The import directions and the edges of the house, as rules. */
final class HouseRules {

  private static final String EVENTS = "io.patchwatch.events..";
  private static final String INGEST = "io.patchwatch.ingest..";
  private static final String STREAMS = "io.patchwatch.streams..";
  private static final String ALERTING = "io.patchwatch.alerting..";
  private static final String APP = "io.patchwatch.app..";
  private static final String EMBEDDED = "io.patchwatch.embedded..";
  private static final String BENCH = "io.patchwatch.bench..";
  private static final String OURS = "io.patchwatch..";

  /** Where Kafka's classes may be used; everything else is a pure core. */
  private static final Set<String> KAFKA_EDGES =
      Set.of(
          "io.patchwatch.events.topics",
          "io.patchwatch.ingest.publish",
          "io.patchwatch.streams",
          "io.patchwatch.alerting",
          "io.patchwatch.app",
          "io.patchwatch.embedded");

  /** Carries the trace id in record headers, for all. */
  private static final String TRACE = "io.patchwatch.events.Trace";

  /** Reads the operator's own files, which are not untrusted text. */
  private static final String CONFIGURATION = "io.patchwatch.events.yaml..";

  private HouseRules() {}

  static Stream<ArchRule> all() {
    return Stream.of(
        neverImports(EVENTS, INGEST, STREAMS, ALERTING, APP, EMBEDDED, BENCH),
        neverImports(INGEST, STREAMS, ALERTING, APP, EMBEDDED, BENCH),
        neverImports(STREAMS, INGEST, ALERTING, APP, EMBEDDED, BENCH),
        neverImports(ALERTING, INGEST, STREAMS, APP, EMBEDDED, BENCH),
        neverImports(EMBEDDED, EVENTS, INGEST, STREAMS, ALERTING, APP, BENCH),
        onlyIn("command line", "picocli..", APP),
        onlyIn("Elasticsearch client", "co.elastic.clients..", "io.patchwatch.alerting.history.."),
        onlyIn("Elasticsearch server", "org.elasticsearch..", EMBEDDED),
        onlyIn("logging backend", "org.apache.logging.log4j..", APP, EMBEDDED),
        metricsOnlyInMetricsClasses(),
        kafkaOnlyAtTheEdges(),
        pureCore(),
        classes().should(PlugIns.importNoSibling()).as("plug-ins import no sibling"),
        linearTimeExpressions(),
        timeOnlyFromInjectedClocks(),
        telltalePackageNames());
  }

  private static ArchRule neverImports(String module, String... others) {
    return noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others);
  }

  private static ArchRule onlyIn(String what, String library, String... edges) {
    return noClasses()
        .that()
        .resideInAPackage(OURS)
        .and()
        .resideOutsideOfPackages(edges)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .as(what + " (" + library + ") only in " + String.join(", ", edges));
  }

  private static ArchRule metricsOnlyInMetricsClasses() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(APP)
        .and(describe("are not in a class named *Metrics", c -> !topLevel(c).endsWith("Metrics")))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.prometheus..")
        .as("Micrometer only in classes named *Metrics and in app");
  }

  private static ArchRule kafkaOnlyAtTheEdges() {
    return noClasses()
        .that(describe("are not at an edge to Kafka", c -> !isKafkaEdge(c)))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.kafka..", "kafka..")
        .as("Kafka only at the edges");
  }

  /** What is concluded and whom it concerns is decided without Kafka: values in, values out. */
  private static ArchRule pureCore() {
    return noClasses()
        .that()
        .resideInAnyPackage(
            "io.patchwatch.streams.verdict..",
            "io.patchwatch.streams.version..",
            "io.patchwatch.streams.life..",
            "io.patchwatch.alerting.routing..",
            "io.patchwatch.alerting.status..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.apache.kafka..")
        .as("the pure core knows no Kafka");
  }

  /** The backtracking of java.util.regex can take for ever on a line that an attacker wrote. */
  private static ArchRule linearTimeExpressions() {
    return noClasses()
        .that()
        .resideInAnyPackage(EVENTS, INGEST, STREAMS, ALERTING)
        .and()
        .resideOutsideOfPackage(CONFIGURATION) // written by whoever runs us, with fixed patterns
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(java.util.regex.Pattern.class, java.util.regex.Matcher.class)
        .as("regular expressions over untrusted text by org.safere");
  }

  private static ArchRule timeOnlyFromInjectedClocks() {
    DescribedPredicate<JavaMethodCall> readsTheRealClock =
        target(owner(nameMatching("java\\.time\\.(Instant|\\w*Date\\w*|\\w*Time|Year\\w*)")))
            .and(target(nameMatching("now")))
            .and(withoutParameters())
            .or(
                target(owner(nameMatching("java\\.time\\.Clock")))
                    .and(target(nameMatching("system.*"))))
            .or(
                target(owner(nameMatching("java\\.time\\.InstantSource")))
                    .and(target(nameMatching("system"))))
            .or(
                target(owner(nameMatching("java\\.lang\\.System")))
                    .and(target(nameMatching("currentTimeMillis"))))
            .forSubtype();
    return noClasses()
        .that()
        .resideInAnyPackage(EVENTS, INGEST, STREAMS, ALERTING)
        .should(callMethodWhere(readsTheRealClock))
        .as("time only from an injected clock; app makes the real one");
  }

  private static DescribedPredicate<JavaAccess<?>> withoutParameters() {
    return describe(
        "without parameters",
        access ->
            access instanceof JavaMethodCall call
                && call.getTarget().getRawParameterTypes().isEmpty());
  }

  private static ArchRule telltalePackageNames() {
    return noClasses()
        .should()
        .resideInAnyPackage(
            "..common..",
            "..core..",
            "..util..",
            "..utils..",
            "..model..",
            "..impl..",
            "..manager..",
            "..helper..",
            "..helpers..")
        .as("a package is named after a step or a thing");
  }

  private static boolean isKafkaEdge(JavaClass type) {
    String name = type.getPackageName();
    return topLevel(type).equals(TRACE)
        || KAFKA_EDGES.stream().anyMatch(edge -> name.equals(edge) || name.startsWith(edge + "."));
  }

  private static String topLevel(JavaClass type) {
    String name = type.getFullName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }
}
