package io.patchwatch.events.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A YAML file has mistakes; all of them are listed. */
public final class YamlMistakes extends Exception {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final transient List<Mistake> mistakes;

  public YamlMistakes(String file, List<Mistake> mistakes) {
    super(
        file
            + " has "
            + (mistakes.size() == 1 ? "a mistake" : mistakes.size() + " mistakes")
            + mistakes.stream().map(m -> "\n  - " + m).collect(Collectors.joining()));
    this.file = file;
    this.mistakes = List.copyOf(mistakes);
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
