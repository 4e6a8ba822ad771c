package io.patchwatch.streams;

import io.patchwatch.events.Command;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.Finding;
import io.patchwatch.events.catalogue.Catalogue;
import io.patchwatch.events.topics.Topic;
import io.patchwatch.streams.life.Signal;
import io.patchwatch.streams.policy.ExceptionStore;
import io.patchwatch.streams.policy.PolicedFindings;
import io.patchwatch.streams.policy.Policy;
import io.patchwatch.streams.policy.TakeCommands;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Pipes;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;

/** The life of findings, as policy and exceptions have it. */
record FindingBranch(Pipes pipes, Policy policy, Catalogue catalogue) {

  void take(KStream<String, Signal> signals) {
    KStream<String, Finding> findings =
        pipes
            .repartition(signals, Names.SIGNALS, Signal.class)
            .process(
                PolicedFindings.supplier(policy, catalogue, exceptions()), Named.as(Names.LIFE));
    pipes.write(findings, Topic.FINDINGS, Names.FINDINGS, Finding.class);
  }

  /** Commands about exceptions, the newest of each, into the store that every process has. */
  private ExceptionStore exceptions() {
    KStream<String, ExceptionCommand> newest =
        pipes
            .read(Topic.COMMANDS, Names.COMMANDS, Command.class)
            .process(TakeCommands.supplier(policy), Named.as(Names.TAKE_COMMANDS));
    pipes.write(newest, Topic.EXCEPTIONS, Names.EXCEPTIONS, ExceptionCommand.class);
    ExceptionStore store = new ExceptionStore();
    pipes
        .builder()
        .addGlobalStore(
            store.builder(),
            Topic.EXCEPTIONS.name(pipes.topicPrefix()),
            Consumed.with(Serdes.String(), Serdes.ByteArray()),
            store.keeper());
    return store;
  }
}
