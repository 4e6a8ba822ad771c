package io.patchwatch.events;

/** News of one exception. Of two about the same exception the later one holds. */
public sealed interface ExceptionCommand extends Command
    permits RiskAccepted, ImpactStated, ExceptionRevoked {

  /** Longest id of an exception, in characters. */
  int LONGEST_ID = 200;

  /** Id of the exception. */
  String exception();

  @Override
  default String key() {
    return "exception/" + exception();
  }
}
