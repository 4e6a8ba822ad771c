package io.patchwatch.ingest.advisories.feed;

import io.patchwatch.events.AdvisoryEvent;
import java.util.List;

/** What became of one file of an advisory directory. */
public sealed interface FileOutcome {

  /** The file as it is called in messages. */
  String file();

  /**
   * The file was read.
   *
   * @param events what it says that was not published before; often nothing
   * @param problems parts of it that could not be used, each with place and remedy
   */
  record Taken(String file, List<AdvisoryEvent> events, List<String> problems)
      implements FileOutcome {
    public Taken {
      events = List.copyOf(events);
      problems = List.copyOf(problems);
    }
  }

  /**
   * The file could not be used at all. What it published before stays in force.
   *
   * @param why place and remedy
   */
  record Refused(String file, String why) implements FileOutcome {}

  /**
   * The file is no longer there. What it published stays in force until its source withdraws it.
   */
  record Gone(String file) implements FileOutcome {}
}
