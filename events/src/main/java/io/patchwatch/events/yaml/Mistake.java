package io.patchwatch.events.yaml;

/**
 * One mistake in a file that people write.
 *
 * @param path where, for example {@code assets[2].url}
 * @param what what is wrong and what to do about it
 */
public record Mistake(String path, String what) {

  @Override
  public String toString() {
    return path.isEmpty() ? what : path + ": " + what;
  }
}
