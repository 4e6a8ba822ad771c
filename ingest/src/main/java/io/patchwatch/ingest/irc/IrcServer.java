package io.patchwatch.ingest.irc;

import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.TlsOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An IRC server that is asked for its version.
 *
 * @param tls how it is trusted; null: without TLS
 * @param nick under which we register; a number is added when it is taken
 * @param password of the server; null: it has none
 * @param operName with which we become operator, where strangers are told too little; null: not
 * @param operPassword of that operator
 * @param timeout for everything from the connection to the answer
 */
public record IrcServer(
    String host,
    int port,
    @Nullable TlsOptions tls,
    String nick,
    @Nullable Secret password,
    @Nullable String operName,
    @Nullable Secret operPassword,
    Duration timeout) {

  /** The usual port without TLS. */
  public static final int PORT = 6667;

  /** The usual port with TLS. */
  public static final int TLS_PORT = 6697;

  public IrcServer {
    oneWord(nick, "nick");
    if (password != null) {
      oneWord(password.reveal(), "password");
    }
    if ((operName == null) != (operPassword == null)) {
      throw new IllegalArgumentException("give both oper_name and oper_password, or neither");
    }
    if (operName != null && operPassword != null) {
      oneWord(operName, "oper_name");
      oneWord(operPassword.reveal(), "oper_password");
    }
  }

  /** What holds a blank or a line end would be read as another command. */
  private static void oneWord(String word, String key) {
    if (word.isEmpty() || word.startsWith(":") || word.chars().anyMatch(c -> c <= ' ')) {
      throw new IllegalArgumentException(key + " must be one word, without blanks");
    }
  }
}
