package io.patchwatch.ingest.irc;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.yaml.Secret;
import io.patchwatch.ingest.net.BoundedConnection;
import io.patchwatch.ingest.versions.CollectorFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Registers, becomes operator if that is wanted, asks for the version and leaves. */
final class IrcConversation {

  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_NICKS = 5;

  private final BoundedConnection connection;
  private final IrcServer server;
  private final InputStream in;
  private int nicks;

  IrcConversation(BoundedConnection connection, IrcServer server) throws IOException {
    this.connection = connection;
    this.server = server;
    this.in = connection.in();
  }

  /** The server's word for its version: second parameter of the answer 351. */
  String askVersion() throws IOException, CollectorFailure {
    Secret password = server.password();
    if (password != null) {
      say("PASS " + password.reveal());
    }
    say("NICK " + server.nick());
    say("USER patchwatch 0 * :PatchWatch (version probe)");
    while (true) {
      IrcLine line = IrcLine.of(readLine());
      switch (line.command()) {
        case "PING" -> say("PONG :" + line.text());
        case "433", "436" -> say("NICK " + nextNick());
        case "001" -> registered();
        case "381" -> say("VERSION");
        case "351" -> {
          say("QUIT");
          return line.parameter(1);
        }
        case "464", "465", "491", "ERROR" -> throw refused(line);
        case "432" -> throw new CollectorFailure(Failure.REFUSED, "the nick is refused; change it");
        default -> {} // welcome, message of the day, notices
      }
    }
  }

  private void registered() throws IOException {
    Secret operPassword = server.operPassword();
    if (operPassword == null) {
      say("VERSION");
    } else {
      say("OPER " + server.operName() + " " + operPassword.reveal());
    }
  }

  private String nextNick() throws CollectorFailure {
    if (++nicks > MAX_NICKS) {
      throw new CollectorFailure(
          Failure.REFUSED, "the nick and " + MAX_NICKS + " like it are taken; give another nick");
    }
    return server.nick() + nicks;
  }

  private static CollectorFailure refused(IrcLine line) {
    return new CollectorFailure(
        Failure.REFUSED,
        "the server refused us (answer "
            + line.command()
            + "); check password, oper_name, oper_password and the server's bans");
  }

  private void say(String words) throws IOException {
    connection.out().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
    connection.out().flush();
  }

  private String readLine() throws IOException, CollectorFailure {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    while (true) {
      int next = in.read();
      if (next < 0) {
        throw new CollectorFailure(Failure.UNREADABLE, "the server ended the conversation");
      }
      if (next == '\n') {
        return line.toString(StandardCharsets.UTF_8).strip();
      }
      if (line.size() >= MAX_LINE) {
        throw new CollectorFailure(
            Failure.TOO_LARGE, "a line has more than " + MAX_LINE + " bytes; is this IRC?");
      }
      line.write(next);
    }
  }
}
