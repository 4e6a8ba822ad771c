package io.patchwatch.streams.privacy;

import io.patchwatch.events.yaml.Secret;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of people is kept out of parsed log records; {@code privacy:} in the configuration. The same
 * on every instance, or the same person would have two pseudonyms.
 *
 * @param pseudonymKey makes the pseudonyms; whoever has it can test a guess. Absent: everything
 *     stays as it was written
 * @param users replace names, ids and mail addresses of users
 * @param addresses replace network addresses
 */
public record PrivacySettings(@Nullable Secret pseudonymKey, boolean users, boolean addresses) {

  private static final int SHORTEST_KEY = 32;

  /** Everything stays as it was written. */
  public static final PrivacySettings NONE = new PrivacySettings(null, true, true);

  public PrivacySettings {
    if (pseudonymKey != null && pseudonymKey.reveal().length() < SHORTEST_KEY) {
      throw new IllegalArgumentException(
          "privacy.pseudonym_key is shorter than "
              + SHORTEST_KEY
              + " characters; make one with: openssl rand -hex 32");
    }
    if (pseudonymKey != null && !users && !addresses) {
      throw new IllegalArgumentException(
          "privacy.users and privacy.addresses are both false; set one to true, or take"
              + " privacy.pseudonym_key out");
    }
  }

  /** What replaces them, if anything is to be replaced. */
  public Optional<Pseudonyms> pseudonyms() {
    return pseudonymKey == null
        ? Optional.empty()
        : Optional.of(new Pseudonyms(new KeyedHash(pseudonymKey), users, addresses));
  }
}
