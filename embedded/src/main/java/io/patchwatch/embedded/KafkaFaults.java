package io.patchwatch.embedded;

import java.util.concurrent.atomic.AtomicReference;
import kafka.server.FaultHandlerFactory;
import org.apache.kafka.server.fault.FaultHandler;
import org.apache.kafka.server.fault.FaultHandlerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs the faults of the broker and the controller and keeps the first, where a stand-alone Kafka
 * ends the process.
 */
final class KafkaFaults implements FaultHandlerFactory {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaFaults.class);

  private final AtomicReference<@Nullable RuntimeException> first = new AtomicReference<>();

  @Override
  public FaultHandler build(String name, boolean fatal, Runnable action) {
    return new Handler(name, action);
  }

  void throwFirst() {
    RuntimeException fault = first.get();
    if (fault != null) {
      throw fault;
    }
  }

  private final class Handler implements FaultHandler {
    private final String name;
    private final Runnable action;

    Handler(String name, Runnable action) {
      this.name = name;
      this.action = action;
    }

    @Override
    public RuntimeException handleFault(String message, @Nullable Throwable cause) {
      LOG.error("Embedded Kafka: fault in {}: {}", name, message, cause);
      RuntimeException fault = new FaultHandlerException(name + ": " + message, cause);
      first.compareAndSet(null, fault);
      action.run();
      return fault;
    }
  }
}
