package io.patchwatch.ingest.push;

/** Takes the bodies that are posted to one path. */
interface Taker {

  /**
   * Takes one.
   *
   * @param mediaType without parameters, in lower case; empty: not said
   * @param owner whose token it came with
   * @throws Refusal if nothing of it was taken for sure: sending it again is right, or useless
   */
  Reply take(byte[] body, String mediaType, String owner) throws Refusal;

  /** How a refusal is told to who speaks that media type. */
  default Reply refused(Refusal refusal, String mediaType) {
    return Reply.refused(refusal);
  }
}
