package io.patchwatch.bench;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Made-up Sigma rules of the shapes that public ones have: parts of texts, whole values,
 * beginnings, lists, expressions, exclusions. About one in fifty asks for words that recorded lines
 * have: lines of a start or a fault, or else what servers write all day.
 */
public final class GeneratedRules {

  private static final List<String> FIELDS =
      List.of("message", "url.path", "user_agent.original", "user.name", "url.query", "log.logger");
  private static final List<String> SYLLABLES =
      List.of("ba", "co", "de", "fi", "gu", "ka", "lo", "mi", "ne", "po", "ra", "su", "ti", "vo");
  private static final List<String> OF_A_FAULT =
      List.of("Failed password", "is started", "stopping", "Lost connection", "out of memory");
  private static final List<String> OF_ANY_DAY =
      List.of("Failed password", "is started", "connection closed", "/_matrix/client/", "stopping");

  private final SplittableRandom random;

  private final List<String> known;

  private GeneratedRules(long seed, List<String> known) {
    random = new SplittableRandom(seed);
    this.known = known;
  }

  /**
   * So many rules, {@code generated-from} to {@code generated-(from + count - 1)}.
   *
   * @param noisy whether some match what servers write all day: with a thousand rules of that kind
   *     every second line makes a finding
   */
  public static String yaml(int from, int count, long seed, boolean noisy) {
    GeneratedRules rules = new GeneratedRules(seed + from, noisy ? OF_ANY_DAY : OF_A_FAULT);
    StringBuilder yaml = new StringBuilder();
    for (int i = from; i < from + count; i++) {
      yaml.append("---\n").append(rules.rule(i));
    }
    return yaml.toString();
  }

  private String rule(int number) {
    return """
        title: Generated rule %d
        name: generated-%d
        logsource: {category: chat}
        detection:
          selection:
            %s
          filter: {user.name: '%s'}
          condition: selection and not filter
        level: informational
        """
        .formatted(number, number, selection(number), word());
  }

  private String selection(int number) {
    String field = FIELDS.get(random.nextInt(FIELDS.size()));
    if (number % 50 == 7) {
      return "message|contains: '" + known.get(random.nextInt(known.size())) + "'";
    }
    return switch (random.nextInt(6)) {
      case 0 -> field + ": '" + word() + "'";
      case 1 -> field + "|startswith: ['" + word() + "', '" + word() + "']";
      case 2 -> field + "|endswith: '" + word() + "'";
      case 3 -> field + "|re: '" + word() + "[0-9]{1,4}$'";
      case 4 -> field + "|contains|all: ['" + word() + "', '" + word() + "']";
      default -> field + "|contains: ['" + word() + "', '/" + word() + "/', '" + word() + "']";
    };
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    for (int i = 3 + random.nextInt(3); i > 0; i--) {
      word.append(SYLLABLES.get(random.nextInt(SYLLABLES.size())));
    }
    return word.toString();
  }
}
