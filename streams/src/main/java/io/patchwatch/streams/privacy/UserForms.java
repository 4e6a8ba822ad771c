package io.patchwatch.streams.privacy;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The forms in which a user may stand in a text: {@code @anna:example.org}, {@code
 * anna@example.org/phone}, {@code anna} and these in a URL.
 */
final class UserForms {

  private static final int SHORTEST = 2;

  /** Smaller numbers stand for everything in a text: a status, an hour. */
  private static final int SHORTEST_NUMBER = 4;

  private UserForms() {}

  /** What an attacker writes in the place of a name is nobody, and rules look for it. */
  static boolean isName(String user) {
    return !user.contains("${");
  }

  /** Each form that is worth looking for, with the name that it stands for. */
  static Map<String, String> of(String user) {
    Map<String, String> forms = new LinkedHashMap<>();
    add(forms, user);
    int resource = user.indexOf('/');
    String bare = resource > 0 && user.indexOf('@') > 0 ? user.substring(0, resource) : user;
    add(forms, bare);
    add(forms, local(bare));
    return forms;
  }

  private static String local(String user) {
    if (user.startsWith("@") && user.indexOf(':') > 1) {
      return user.substring(1, user.indexOf(':'));
    }
    int at = user.indexOf('@');
    return at > 0 ? user.substring(0, at) : user;
  }

  private static void add(Map<String, String> forms, String name) {
    boolean number = name.chars().allMatch(c -> c >= '0' && c <= '9');
    if (name.length() < (number ? SHORTEST_NUMBER : SHORTEST)) {
      return;
    }
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8);
    forms.putIfAbsent(name, name);
    forms.putIfAbsent(encoded, name);
    forms.putIfAbsent(encoded.replace("+", "%20"), name);
    forms.putIfAbsent(lowerEscapes(encoded), name);
    if (name.startsWith("@")) {
      forms.putIfAbsent("@" + encoded.substring("%40".length()), name);
    }
  }

  /** {@code %3A} and {@code %3a} are the same. */
  private static String lowerEscapes(String encoded) {
    StringBuilder out = new StringBuilder(encoded);
    for (int i = encoded.indexOf('%'); i >= 0; i = encoded.indexOf('%', i + 1)) {
      out.replace(i, i + 3, encoded.substring(i, i + 3).toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }
}
