package io.patchwatch.events.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/**
 * Creates the topics of {@link Topic} and checks what is there. Creating is idempotent and never
 * changes a topic that exists: {@link #preflight()} names what differs and how to mend it.
 */
public final class TopicAdmin {

  private static final Duration LISTED_AGAIN = Duration.ofMillis(20);

  private final Admin admin;
  private final String prefix;
  private final int partitions;
  private final Duration timeout;

  /**
   * @param partitions number of partitions of a topic that is created, at least 1
   * @param timeout longest wait for one answer of the broker
   */
  public TopicAdmin(Admin admin, String prefix, int partitions, Duration timeout) {
    if (partitions < 1) {
      throw new IllegalArgumentException("kafka.partitions is " + partitions + "; at least 1");
    }
    this.admin = admin;
    this.prefix = prefix;
    this.partitions = partitions;
    this.timeout = timeout;
  }

  /**
   * Creates what is missing and waits until the brokers show it.
   *
   * @return the names of the topics that were created
   * @throws TopicsUnavailable if the broker cannot be reached or refuses
   */
  public List<String> apply() {
    Set<String> existing = await(admin.listTopics().names());
    List<NewTopic> missing =
        Arrays.stream(Topic.values())
            .filter(topic -> !existing.contains(topic.name(prefix)))
            .map(this::definition)
            .toList();
    List<String> created = new ArrayList<>();
    admin.createTopics(missing).values().forEach((name, done) -> create(name, done, created));
    awaitListed(created);
    return created.stream().sorted().toList();
  }

  /** The controller answers before the brokers know; what asks them at once would find nothing. */
  private void awaitListed(List<String> created) {
    long end = System.nanoTime() + timeout.toNanos();
    while (!await(admin.listTopics().names()).containsAll(created) && System.nanoTime() < end) {
      LockSupport.parkNanos(LISTED_AGAIN.toNanos());
    }
  }

  private NewTopic definition(Topic topic) {
    return new NewTopic(
            topic.name(prefix),
            Optional.of(partitions),
            Optional.empty()) // the broker's default.replication.factor
        .configs(topic.config());
  }

  private void create(String name, KafkaFuture<Void> done, List<String> created) {
    try {
      await(done);
      created.add(name);
    } catch (TopicsUnavailable e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw e;
      }
    }
  }

  /** What would keep PatchWatch from working; empty when all is well. */
  public List<Problem> preflight() {
    try {
      Set<String> existing = await(admin.listTopics().names());
      List<Problem> problems = new ArrayList<>(missing(existing));
      problems.addAll(misconfigured(existing));
      return problems;
    } catch (TopicsUnavailable e) {
      return List.of(
          new Problem(
              "kafka",
              String.valueOf(e.getMessage()),
              "check kafka.bootstrap_servers and that the broker runs"));
    }
  }

  private List<Problem> missing(Set<String> existing) {
    return Arrays.stream(Topic.values())
        .map(topic -> topic.name(prefix))
        .filter(name -> !existing.contains(name))
        .map(name -> new Problem(name, "is missing", "run: patchwatch topics apply"))
        .toList();
  }

  private List<Problem> misconfigured(Set<String> existing) {
    Map<ConfigResource, Topic> resources = new HashMap<>();
    for (Topic topic : Topic.values()) {
      if (existing.contains(topic.name(prefix))) {
        resources.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name(prefix)), topic);
      }
    }
    List<Problem> problems = new ArrayList<>();
    Map<ConfigResource, Config> actual = await(admin.describeConfigs(resources.keySet()).all());
    actual.forEach((resource, config) -> problems.addAll(check(resources.get(resource), config)));
    problems.sort(Comparator.comparing(Problem::topic));
    return problems;
  }

  private Collection<Problem> check(@Nullable Topic topic, Config config) {
    List<Problem> problems = new ArrayList<>();
    if (topic == null) {
      return problems;
    }
    String policy = value(config, "cleanup.policy");
    if (topic.compacted() && !policy.contains("compact")) {
      problems.add(mend(topic, "cleanup.policy is '" + policy + "'", "cleanup.policy=compact"));
    }
    if (!topic.compacted() && policy.contains("compact")) {
      problems.add(mend(topic, "cleanup.policy is '" + policy + "'", "cleanup.policy=delete"));
    }
    long max = Long.parseLong(value(config, "max.message.bytes"));
    if (max < Topic.MAX_RECORD_BYTES) {
      problems.add(
          mend(
              topic, "max.message.bytes is " + max, "max.message.bytes=" + Topic.MAX_RECORD_BYTES));
    }
    return problems;
  }

  private Problem mend(Topic topic, String what, String setting) {
    String name = topic.name(prefix);
    return new Problem(
        name,
        what,
        "run: kafka-configs.sh --alter --entity-type topics --entity-name "
            + name
            + " --add-config "
            + setting);
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "0" : entry.value();
  }

  private <T> T await(KafkaFuture<T> future) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicsUnavailable("interrupted while waiting for the broker", e);
    } catch (TimeoutException e) {
      throw new TopicsUnavailable("no answer within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new TopicsUnavailable(String.valueOf(cause.getMessage()), cause);
    }
  }
}
