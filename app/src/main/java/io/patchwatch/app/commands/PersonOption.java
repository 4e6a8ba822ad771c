package io.patchwatch.app.commands;

import picocli.CommandLine.Option;

/** The option that names who gives a command. */
final class PersonOption {

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "Who gives the command; the login name if not given.")
  private String by;

  String name() {
    return by;
  }
}
