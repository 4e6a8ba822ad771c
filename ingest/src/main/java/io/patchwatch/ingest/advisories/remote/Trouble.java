package io.patchwatch.ingest.advisories.remote;

import io.patchwatch.ingest.advisories.fetch.FetchFailure;

/**
 * What is wrong with one look.
 *
 * @param refused something came and was refused; otherwise nothing came
 * @param reason kind of trouble, as in reports
 * @param detail what happened and what to do
 */
record Trouble(boolean refused, String reason, String detail) {

  static Trouble refused(String reason, String detail) {
    return new Trouble(true, reason, detail);
  }

  static Trouble of(FetchFailure failure) {
    String detail = String.valueOf(failure.getMessage());
    return new Trouble(failure.refused(), failure.kind().word(), detail);
  }

  Trouble at(String place) {
    return new Trouble(refused, reason, place + ": " + detail);
  }
}
