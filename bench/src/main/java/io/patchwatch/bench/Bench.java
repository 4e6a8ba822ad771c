package io.patchwatch.bench;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** The whole-pipeline benchmarks; see {@code docs/benchmarks.md}. */
public final class Bench {

  private static final String USAGE =
      """
      usage: bench/run <what> [name=value ...]
        rejudge  one new advisory, until all its findings are on the topic
                 assets=10000 releases=50 rounds=7
        latency  from an event to the webhook's receipt, under load
                 rate=1000 seconds=30 pages=100 history=false
        file-latency  from the append of a log line to the webhook's receipt, under load
                 rate=10000 servers=60 warm_up=60 seconds=120 pages=120 history=false
        logs     raw log lines a second, the whole way, against a pass-through application
                 lines=300000 rules=100 (or 1,10,100,1000,3000) rounds=3 warm=3 noisy=false
        storm    many findings at once: messages, the first page, the list of incidents
                 findings=10000 seconds=60 asked=1000
        oncall-kill  processes of the on-call path are killed while incidents live
                 kills=100 seed=1
        quiet-month  false alarms of servers on which nothing is wrong, and which incidents are told
                 servers=50 days=30 lines_per_day=700 seed=1 incidents=true list=false
        peers    the same lines through our parsers and rules, fail2ban-regex and mtail
                 lines=300000 seed=1
        jmh      the pure parts; everything behind it goes to JMH
      """;

  private Bench() {}

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.print(USAGE);
      System.exit(64);
    }
    try {
      print(System.out, run(args[0], Options.of(Arrays.copyOfRange(args, 1, args.length))));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(64);
    }
    System.exit(0); // servers of the JDK and of Kafka leave threads behind
  }

  private static List<Figure> run(String what, Options options) throws Exception {
    return switch (what) {
      case "rejudge" -> new Rejudge(Rejudge.Size.of(options)).run();
      case "latency" -> new PageLatency(PageLatency.Size.of(options)).run();
      case "file-latency" -> new FileLatency(FileLatency.Size.of(options)).run();
      case "logs" ->
          new LogThroughput(LogThroughput.Size.of(options), Clock.systemUTC().instant()).run();
      case "storm" -> new Storm(Storm.Size.of(options)).run();
      case "oncall-kill" -> new OnCallKill(OnCallKill.Size.of(options)).run();
      case "quiet-month" -> new QuietMonth(QuietMonth.Size.of(options)).run();
      case "peers" -> new Peers(Peers.Size.of(options)).run();
      default -> throw new IllegalArgumentException("unknown benchmark '" + what + "'");
    };
  }

  private static void print(PrintStream out, List<Figure> figures) {
    out.println();
    out.println(Machine.facts());
    out.println();
    out.print(Figure.table(figures));
    out.flush();
  }
}
