package io.patchwatch.events;

/** About one silence or maintenance window. */
public sealed interface SilenceCommand extends OnCallCommand permits SilenceSet, SilenceExpired {

  /** Id of the silence. */
  String silence();

  @Override
  default String key() {
    return "silence/" + silence();
  }
}
