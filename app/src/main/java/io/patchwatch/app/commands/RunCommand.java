package io.patchwatch.app.commands;

import io.patchwatch.app.wiring.PatchWatch;
import io.patchwatch.app.wiring.Role;
import io.patchwatch.embedded.EmbeddedStartException;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code patchwatch run}. */
@Command(
    name = "run",
    description = "Watches the servers of the configuration until it is stopped (Ctrl-C, SIGTERM).",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "69:something that it needs is not to be had",
      "78:the configuration has mistakes",
      "130, 143:stopped by Ctrl-C or SIGTERM, everything closed"
    })
public final class RunCommand implements Callable<Integer> {

  private static final int EX_UNAVAILABLE = 69;

  @Parameters(
      paramLabel = "ROLE",
      arity = "0..*",
      description = "ingest, streams, alerting; all of them if none is given.")
  private @Nullable List<Role> roles;

  @Mixin private ConfigOption option;

  @Override
  public Integer call() throws Exception {
    Set<Role> chosen =
        roles == null || roles.isEmpty() ? EnumSet.allOf(Role.class) : EnumSet.copyOf(roles);
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (PatchWatch patchWatch = PatchWatch.start(option.load(), chosen, Clock.systemUTC())) {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> endGracefully(stop, stopped)));
      patchWatch.awaitReady();
      stop.await();
    } catch (EmbeddedStartException | IOException e) {
      throw new Stopped(EX_UNAVAILABLE, String.valueOf(e.getMessage()));
    } finally {
      stopped.countDown();
    }
    return 0;
  }

  /** Keeps the virtual machine alive until everything is closed. */
  private static void endGracefully(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
