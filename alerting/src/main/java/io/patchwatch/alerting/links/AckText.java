package io.patchwatch.alerting.links;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.patchwatch.events.Incident;
import io.patchwatch.events.IncidentState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the page behind a link says, in English or Chinese. Pure; all foreign text is escaped. */
record AckText(boolean chinese) {

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#1b1f24}"
          + "main{max-width:34rem;margin:8vh auto;background:#fff;padding:1.5rem 1.75rem;"
          + "border-radius:10px;box-shadow:0 1px 4px #0002}h1{font-size:1.15rem;margin:0 0 .75rem}"
          + "p{margin:.5rem 0}small{color:#57606a}input{font:inherit;padding:.5rem;width:100%;"
          + "box-sizing:border-box;margin:.25rem 0 .75rem}button{font:inherit;padding:.6rem 1.2rem;"
          + "border:0;border-radius:6px;background:#0b5cad;color:#fff;width:100%}"
          + "@media(prefers-color-scheme:dark){body{background:#0d1117;color:#e6edf3}"
          + "main{background:#161b22}small{color:#8d96a0}}";

  static AckText of(@Nullable String acceptLanguage) {
    return new AckText(
        acceptLanguage != null && acceptLanguage.toLowerCase(Locale.ROOT).startsWith("zh"));
  }

  String page(String content) {
    return "<!doctype html><html lang=\""
        + (chinese ? "zh" : "en")
        + "\"><meta charset=\"utf-8\"><meta name=\"viewport\""
        + " content=\"width=device-width,initial-scale=1\"><meta name=\"robots\""
        + " content=\"noindex\"><title>PatchWatch</title><style>"
        + STYLE
        + "</style><main>"
        + content
        + "</main></html>";
  }

  String question(Incident it, String receiver) {
    return head(it)
        + "<form method=\"post\"><label>"
        + say("Your name (optional)", "您的姓名（可选）")
        + "<input name=\"name\" maxlength=\"100\" autocomplete=\"name\"></label><button>"
        + say("I am on it: acknowledge", "由我处理：确认告警")
        + "</button></form><p><small>"
        + say("Sent to ", "接收人：")
        + escape(receiver)
        + "</small></p>";
  }

  String done(Incident it, String by) {
    return head(it)
        + paragraph(say("Acknowledged by ", "已由以下人员确认：") + escape(by))
        + paragraph(
            say("Nobody else is called while the acknowledgement holds.", "确认有效期内不会再通知其他人。"));
  }

  String taken(Incident it, IncidentState.Acknowledged by) {
    return head(it)
        + paragraph(
            say("Already taken by ", "已被确认：")
                + escape(by.by())
                + " · "
                + by.at().truncatedTo(SECONDS));
  }

  String resolved(Incident it) {
    return title(say("It is over", "告警已恢复")) + paragraph(escape(it.title()));
  }

  String earlier() {
    return title(say("This link is about an earlier incident", "此链接属于较早的告警"))
        + paragraph(say("Use the newest message.", "请使用最新消息中的链接。"));
  }

  String expired() {
    return title(say("This link has expired", "此链接已过期"))
        + paragraph(
            say(
                "Use the newest message, or: patchwatch incidents acknowledge",
                "请使用最新消息，或运行：patchwatch incidents acknowledge"));
  }

  String unknown() {
    return title(say("This link is not one of ours", "无效链接"));
  }

  String tooMany() {
    return title(say("Too many requests; wait a minute", "请求过多，请稍候再试"));
  }

  String failed() {
    return title(say("It was not recorded; try again", "未能记录，请重试"));
  }

  private String head(Incident it) {
    return title(escape(it.title()))
        + paragraph(
            escape(it.severity().label())
                + " · "
                + say("open since ", "开始：")
                + it.openedAt().truncatedTo(SECONDS));
  }

  private String say(String english, String other) {
    return chinese ? other : english;
  }

  private static String title(String html) {
    return "<h1>" + html + "</h1>";
  }

  private static String paragraph(String html) {
    return "<p>" + html + "</p>";
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
