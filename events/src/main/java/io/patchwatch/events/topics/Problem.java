package io.patchwatch.events.topics;

/**
 * Something on the broker that would keep PatchWatch from working.
 *
 * @param topic the topic's name, or the bootstrap servers when no broker answered
 * @param what what is wrong
 * @param remedy what to do about it
 */
public record Problem(String topic, String what, String remedy) {

  @Override
  public String toString() {
    return topic + ": " + what + "; " + remedy;
  }
}
