package io.patchwatch.app.commands;

import io.patchwatch.app.config.Config;
import io.patchwatch.app.config.KafkaConfig;
import io.patchwatch.events.topics.Problem;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.events.topics.TopicAdmin;
import io.patchwatch.events.topics.TopicsUnavailable;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code patchwatch topics list|check|apply}. */
@Command(
    name = "topics",
    description =
        "The topics of PatchWatch: what they are, whether they are right, and their creation.",
    synopsisSubcommandLabel = "COMMAND")
public final class TopicsCommand {

  private static final int EX_UNAVAILABLE = 69;
  private static final Duration ANSWER = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;

  @Command(name = "list", description = "Lists the topics.")
  int list() {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%-26s %-24s %-10s %s%n", "TOPIC", "KEY", "CLEANUP", "KEPT");
    for (Topic topic : Topic.values()) {
      Duration retention = topic.retention();
      out.printf(
          "%-26s %-24s %-10s %s%n",
          topic.name("patchwatch."),
          topic.key(),
          topic.compacted() ? "compact" : "delete",
          retention == null ? "newest of each key" : retention.toDays() + " days");
    }
    return 0;
  }

  @Command(
      name = "check",
      description = "Says what is wrong with the topics on the broker, and how to mend it.")
  int check(@Mixin ConfigOption option) throws Stopped {
    try (Admin admin = admin(option)) {
      List<Problem> problems = topics(admin, option).preflight();
      problems.forEach(p -> spec.commandLine().getErr().println(p));
      if (problems.isEmpty()) {
        spec.commandLine().getOut().println("all topics are right");
      }
      return problems.isEmpty() ? 0 : 1;
    }
  }

  @Command(
      name = "apply",
      description = "Creates the topics that are missing; changes none that exist.")
  int apply(@Mixin ConfigOption option) throws Stopped {
    try (Admin admin = admin(option)) {
      List<String> created = topics(admin, option).apply();
      PrintWriter out = spec.commandLine().getOut();
      created.forEach(name -> out.println("created " + name));
      if (created.isEmpty()) {
        out.println("all topics are there");
      }
      return 0;
    } catch (TopicsUnavailable e) {
      throw new Stopped(
          EX_UNAVAILABLE,
          "Kafka: " + e.getMessage() + "; check kafka.bootstrap_servers and that the broker runs");
    }
  }

  private static TopicAdmin topics(Admin admin, ConfigOption option) throws Stopped {
    Config config = option.load().config();
    return new TopicAdmin(admin, config.kafka().topicPrefix(), config.kafka().partitions(), ANSWER);
  }

  private static Admin admin(ConfigOption option) throws Stopped {
    KafkaConfig kafka = option.load().config().kafka();
    String servers =
        kafka.mode() == KafkaConfig.Mode.EMBEDDED
            ? "127.0.0.1:" + kafka.port()
            : String.valueOf(kafka.bootstrapServers());
    try {
      var client = kafka.client(servers);
      client.putIfAbsent("default.api.timeout.ms", (int) ANSWER.toMillis());
      client.putIfAbsent("request.timeout.ms", (int) ANSWER.toMillis() / 2);
      return Admin.create(client);
    } catch (IOException e) {
      throw new Stopped(EX_UNAVAILABLE, "kafka.properties_file: " + e.getMessage());
    }
  }
}
