package io.patchwatch.streams.policy;

import io.patchwatch.events.Command;
import io.patchwatch.events.ExceptionCommand;
import io.patchwatch.events.ExceptionRevoked;
import io.patchwatch.events.ImpactStated;
import io.patchwatch.events.RiskAccepted;
import io.patchwatch.events.UnreadableRecord;
import io.patchwatch.streams.intake.KeyCheck;
import io.patchwatch.streams.wiring.Names;
import io.patchwatch.streams.wiring.Stores;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.NullUnmarked;

/** Of the commands about an exception the newest holds, in whichever order they come. */
@NullUnmarked // Kafka hands context and store over in init
public final class TakeCommands implements Processor<String, Command, String, ExceptionCommand> {

  private static final Comparator<ExceptionCommand> NEWER =
      Comparator.comparing(ExceptionCommand::time).thenComparing(ExceptionCommand::id);

  private final Duration longest;
  private ProcessorContext<String, ExceptionCommand> context;
  private KeyValueStore<String, ExceptionCommand> newest;

  private TakeCommands(Duration longest) {
    this.longest = longest;
  }

  /** The processor with its store. */
  public static ProcessorSupplier<String, Command, String, ExceptionCommand> supplier(
      Policy policy) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, Command, String, ExceptionCommand> get() {
        return new TakeCommands(policy.exceptions().longest());
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return Set.of(Stores.builder(Names.COMMANDS_STORE, ExceptionCommand.class));
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, ExceptionCommand> context) {
    this.context = context;
    this.newest = context.getStateStore(Names.COMMANDS_STORE);
  }

  @Override
  public void process(Record<String, Command> record) {
    if (KeyCheck.keyed(record) instanceof ExceptionCommand command) {
      refuseEndless(command);
      ExceptionCommand known = newest.get(command.exception());
      if (known == null || NEWER.compare(command, known) > 0) {
        newest.put(command.exception(), command);
        if (known == null || !substance(command).equals(substance(known))) {
          context.forward(record.withKey(command.exception()).withValue(command));
        }
      }
    }
  }

  /** What is published again at each start of a collector is no news. */
  private static List<Object> substance(ExceptionCommand command) {
    return switch (command) {
      case RiskAccepted it -> List.of(it.owner(), it.reason(), it.scope(), it.until());
      case ImpactStated it ->
          List.of(
              it.scope(),
              it.status(),
              it.stated(),
              it.author(),
              String.valueOf(it.justification()),
              String.valueOf(it.detail()));
      case ExceptionRevoked it -> List.of();
    };
  }

  private void refuseEndless(ExceptionCommand command) {
    if (command instanceof RiskAccepted it && it.until().isAfter(it.time().plus(longest))) {
      throw new UnreadableRecord(
          "the exception "
              + it.exception()
              + " ends "
              + it.until()
              + ", later than detection.policy.exceptions.longest ("
              + longest.toDays()
              + " days) allows; accept the risk for less time",
          null);
    }
  }
}
