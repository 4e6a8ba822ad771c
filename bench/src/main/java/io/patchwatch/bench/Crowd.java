package io.patchwatch.bench;

/**
 * Who is there on a working day, and on how many servers. Each person has an address of their own.
 *
 * @param servers of each product, from {@link #GUESSED_AT}
 * @param people who use the servers, 1 to 12 million
 * @param strangers who fail to log in now and then, 1 to 12 million
 * @param guessers who guess passwords all day, 1 to 8 million
 */
record Crowd(int servers, int people, int strangers, int guessers) {

  /** So many servers of each product, the first ones, are those whose passwords are guessed. */
  static final int GUESSED_AT = 12;

  /** What a few dozen servers see in an hour. */
  static final Crowd OF_A_TOWN = new Crowd(GUESSED_AT, 4_000, 700, 1);

  private static final int LINES_A_SECOND_OF_A_TOWN = 83;
  private static final int STRANGERS_A_LINE_A_SECOND = 100;
  private static final int IN_A_BLOCK = 250;

  /**
   * So many people and guessers that each of them does what one of a town does. Strangers are far
   * more: each of a town's is a finding within the hour, and a few dozen pages a second are no
   * working day.
   *
   * @param servers of each product
   * @param rate lines a second, from 1
   */
  static Crowd of(int servers, int rate) {
    int towns = Math.max(1, rate / LINES_A_SECOND_OF_A_TOWN);
    return new Crowd(servers, towns * OF_A_TOWN.people(), rate * STRANGERS_A_LINE_A_SECOND, towns);
  }

  static String addressOfPerson(int who) {
    return address(10, 1, who);
  }

  static String addressOfStranger(int who) {
    return address(198, 51, 100 * IN_A_BLOCK + who);
  }

  static String addressOfGuesser(int who) {
    return address(203, 0, 113 * IN_A_BLOCK + 66 + who);
  }

  /** Of somebody who is none of these. */
  static String addressOfAttacker(int who) {
    return address(100, 64, who);
  }

  private static String address(int first, int second, int n) {
    int block = n / IN_A_BLOCK;
    return first
        + "."
        + (second + block / IN_A_BLOCK)
        + "."
        + block % IN_A_BLOCK
        + "."
        + n % IN_A_BLOCK;
  }
}
