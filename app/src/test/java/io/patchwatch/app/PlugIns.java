package io.patchwatch.app;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The places at which there are many of a kind, each in a package of its own. */
final class PlugIns {

  private static final Map<String, List<String>> KINDS =
      Map.of(
          "io.patchwatch.alerting.courier",
              List.of(
                  "console",
                  "dingtalk",
                  "email",
                  "feishu",
                  "matrix",
                  "mattermost",
                  "pagerduty",
                  "rocketchat",
                  "slack",
                  "sms",
                  "webhook",
                  "wecom"),
          "io.patchwatch.ingest",
              List.of("containers", "irc", "metrics", "mumble", "probe", "xmpp"),
          "io.patchwatch.ingest.inventory",
              List.of(
                  "ansible",
                  "cyclonedx",
                  "dpkg",
                  "nessus",
                  "ohai",
                  "openvas",
                  "puppetdb",
                  "rpm",
                  "spdx"),
          "io.patchwatch.ingest.advisories",
              List.of("cve", "kev", "lifecycle", "nvd", "osv", "vendor"));

  private PlugIns() {}

  /** Where a plug-in is taken out or added, only its own package and the wiring change. */
  static ArchCondition<JavaClass> importNoSibling() {
    return new ArchCondition<>("import no other plug-in of their kind") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          if (areSiblings(type, dependency.getTargetClass())) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }

  private static boolean areSiblings(JavaClass one, JavaClass other) {
    return KINDS.keySet().stream().anyMatch(kind -> areSiblings(kind, one, other));
  }

  private static boolean areSiblings(String kind, JavaClass one, JavaClass other) {
    Optional<String> name = nameIn(kind, one);
    Optional<String> otherName = nameIn(kind, other);
    return name.isPresent() && otherName.isPresent() && !name.equals(otherName);
  }

  private static Optional<String> nameIn(String kind, JavaClass type) {
    String within = type.getPackageName() + ".";
    return KINDS.getOrDefault(kind, List.of()).stream()
        .filter(name -> within.startsWith(kind + "." + name + "."))
        .findFirst();
  }
}
