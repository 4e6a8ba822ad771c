package io.patchwatch.events.parsing;

import java.util.Locale;

/**
 * The one vocabulary of {@code event.action} that all products share, with the ECS {@code
 * event.category} and {@code event.type} of each. Detection rules are written against these words,
 * so that they need not know the products. In YAML and in records a word is written in lower case
 * with dashes: {@code database-unavailable}.
 */
public enum LogAction {
  /** A person or client proved who it is, or failed to: see {@code event.outcome}. */
  LOGIN("authentication", "start"),
  /** A login that ended on request. */
  LOGOUT("authentication", "end"),
  /** A chat session was opened after a login. */
  SESSION_START("session", "start"),
  /** A chat session was closed. */
  SESSION_END("session", "end"),
  /** A network connection was accepted or closed; nobody is logged in yet. */
  CONNECTION("network", "connection"),
  /** The server has started; a second one without {@link #SERVER_STOP} between means a crash. */
  SERVER_START("process", "start"),
  /** The server could not start. */
  SERVER_START_FAILED("process", "error"),
  /** The server was stopped in order. */
  SERVER_STOP("process", "end"),
  /** The configuration was read again while running. */
  CONFIG_RELOAD("configuration", "change"),
  /** A setting was changed by a person, for example the log level. */
  SETTING_CHANGE("configuration", "change"),
  /** A plugin, app or module was installed, updated or removed. */
  PLUGIN_CHANGE("package", "change"),
  /** A part of the server failed in a way its authors did not plan for. */
  CRASH("process", "error"),
  /** The server answered a request with an error of its own. */
  SERVER_ERROR("web", "error"),
  /** The database could not be reached; logins that fail meanwhile may be innocent. */
  DATABASE_UNAVAILABLE("database", "error"),
  /** The logger throws lines away under load: counts that follow are too low. */
  LOG_DROPPING("process", "error"),
  /** A listening port could not be opened. */
  PORT_UNAVAILABLE("network", "error"),
  /** A certificate is missing, wrong or about to expire. */
  CERTIFICATE_PROBLEM("configuration", "error"),
  /** A client was slowed down or turned away because it asks too often. */
  RATE_LIMITED("web", "denied"),
  /** An address was blocked by the server's own protection. */
  ADDRESS_BLOCKED("intrusion_detection", "denied"),
  /** A request was refused because it looked forged (CSRF, bad token). */
  REQUEST_REJECTED("web", "denied"),
  /** A file was uploaded, or the right to upload one was given. */
  UPLOAD("file", "creation"),
  /** An upload was refused. */
  UPLOAD_REJECTED("file", "denied"),
  /** Another server could not be reached or spoken to. */
  FEDERATION_FAILURE("network", "error"),
  /** Somebody's rights were changed. */
  ROLE_CHANGE("iam", "admin"),
  /** An administrator used the administration interface; the line does not say what for. */
  ADMIN_REQUEST("iam", "admin"),
  /** An account was created. */
  USER_CREATION("iam", "creation"),
  /** An account was changed or deactivated. */
  USER_CHANGE("iam", "change"),
  /** A password was changed or reset. */
  PASSWORD_CHANGE("iam", "change"),
  /** A room or channel was created. */
  ROOM_CREATION("iam", "creation"),
  /** An HTTP request was answered. */
  HTTP_REQUEST("web", "access");

  private final String category;
  private final String type;

  LogAction(String category, String type) {
    this.category = category;
    this.type = type;
  }

  /** The value of {@code event.action}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The value of {@code event.category}, one of those that ECS allows. */
  public String category() {
    return category;
  }

  /** The value of {@code event.type}, one of those that ECS allows. */
  public String type() {
    return type;
  }
}
