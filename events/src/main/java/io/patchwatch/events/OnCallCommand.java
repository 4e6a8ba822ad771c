package io.patchwatch.events;

/** What a person tells the on-call engine. */
public sealed interface OnCallCommand extends Command permits IncidentCommand, SilenceCommand {

  /** Longest comment, note or reason, in characters. */
  int LONGEST_TEXT = 2000;

  /** Who gives it: a name for people, never a credential. */
  String by();
}
