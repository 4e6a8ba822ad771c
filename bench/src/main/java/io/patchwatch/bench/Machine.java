package io.patchwatch.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What the figures were measured on; without it they say nothing. */
final class Machine {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final double LOAD_AT_START = SYSTEM.getSystemLoadAverage();

  private Machine() {}

  /** One line: date, cores, memory, Java, heap, load average of the last minute then and now. */
  static String facts() {
    return String.format(
        Locale.ROOT,
        "%s; %d cores, %d GiB; Java %s; heap %d MiB; load average %.1f at the start, %.1f at the end",
        Clock.systemUTC().instant().truncatedTo(ChronoUnit.MINUTES),
        SYSTEM.getAvailableProcessors(),
        SYSTEM.getTotalMemorySize() >> 30,
        Runtime.version().feature(),
        Runtime.getRuntime().maxMemory() >> 20,
        LOAD_AT_START,
        SYSTEM.getSystemLoadAverage());
  }

  /** Processor time in user mode of the thread that asks. */
  static Duration threadUserTime() {
    return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadUserTime());
  }

  /** Bytes of the heap that are in use after a collection. */
  static long heapInUse() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Processor time that this process has used. */
  static Duration processorTime() {
    return Duration.ofNanos(SYSTEM.getProcessCpuTime());
  }
}
