package io.patchwatch.alerting;

import io.patchwatch.alerting.courier.Way;
import io.patchwatch.alerting.courier.Words;
import io.patchwatch.alerting.courier.alertmanager.AlertmanagerSettings;
import io.patchwatch.alerting.courier.console.ConsoleSettings;
import io.patchwatch.alerting.courier.dingtalk.DingTalkSettings;
import io.patchwatch.alerting.courier.email.EmailSettings;
import io.patchwatch.alerting.courier.feishu.FeishuSettings;
import io.patchwatch.alerting.courier.matrix.MatrixSettings;
import io.patchwatch.alerting.courier.mattermost.MattermostSettings;
import io.patchwatch.alerting.courier.pagerduty.PagerDutySettings;
import io.patchwatch.alerting.courier.rocketchat.RocketChatSettings;
import io.patchwatch.alerting.courier.slack.SlackSettings;
import io.patchwatch.alerting.courier.sms.SmsSettings;
import io.patchwatch.alerting.courier.templates.Language;
import io.patchwatch.alerting.courier.templates.WordsSettings;
import io.patchwatch.alerting.courier.webhook.WebhookSettings;
import io.patchwatch.alerting.courier.wecom.WeComSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * Someone who can be told; has exactly one way to be reached.
 *
 * @param name as routes call it: 1 to 64 letters, digits, dots, dashes, underscores
 * @param through ids of assets that its messages have to pass, where the addresses do not show it;
 *     null: none
 * @param words in which language and time zone, by which templates; null: English, UTC
 * @param fallback name of the receiver who is told when this one cannot be; null: nobody
 * @param fallbackAfter so long this one is tried alone; null: 5 min
 * @param burst single messages within a minute, 1 to 1000; null: {@code alerting.burst}
 */
public record Receiver(
    String name,
    @Nullable WebhookSettings webhook,
    @Nullable ConsoleSettings console,
    @Nullable SlackSettings slack,
    @Nullable MattermostSettings mattermost,
    @Nullable RocketChatSettings rocketchat,
    @Nullable DingTalkSettings dingtalk,
    @Nullable WeComSettings wecom,
    @Nullable FeishuSettings feishu,
    @Nullable MatrixSettings matrix,
    @Nullable PagerDutySettings pagerduty,
    @Nullable EmailSettings email,
    @Nullable SmsSettings sms,
    @Nullable List<String> through,
    @Nullable WordsSettings words,
    @Nullable AlertmanagerSettings alertmanager,
    @Nullable String fallback,
    @Nullable Duration fallbackAfter,
    @Nullable Integer burst) {

  private static final Duration USUAL_FALLBACK_AFTER = Duration.ofMinutes(5);
  private static final int MOST_AT_ONCE = 1000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  public Receiver {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "alerting.receivers: name '"
              + name
              + "' is not possible; use 1 to 64 letters, digits, dots, dashes, underscores");
    }
    if (burst != null && (burst < 1 || burst > MOST_AT_ONCE)) {
      throw new IllegalArgumentException(
          "alerting.receivers[" + name + "].burst: " + burst + "; use 1 to " + MOST_AT_ONCE);
    }
    if (fallbackAfter != null && fallbackAfter.isNegative()) {
      throw new IllegalArgumentException(
          "alerting.receivers[" + name + "].fallback_after: use 0s or more");
    }
    long ways =
        ways(
                webhook,
                console,
                slack,
                mattermost,
                rocketchat,
                dingtalk,
                wecom,
                feishu,
                matrix,
                pagerduty,
                email,
                sms,
                alertmanager)
            .size();
    if (ways != 1) {
      throw new IllegalArgumentException(
          "alerting.receivers["
              + name
              + "]: set exactly one of webhook, slack, mattermost, rocketchat, dingtalk, wecom,"
              + " feishu, matrix, pagerduty, email, sms, alertmanager and console");
    }
  }

  /** How long it is tried before the fallback is told. */
  public Duration patience() {
    return fallbackAfter == null ? USUAL_FALLBACK_AFTER : fallbackAfter;
  }

  private static List<Way> ways(@Nullable Way... candidates) {
    return Stream.of(candidates).filter(Objects::nonNull).map(Way.class::cast).toList();
  }

  /** Assets that its messages have to pass, as far as the configuration says so. */
  public List<String> passes() {
    return through == null ? List.of() : through;
  }

  /**
   * The words in which it is told.
   *
   * @throws IllegalArgumentException if a template cannot be read or used
   */
  public Words wording() {
    return words == null ? Words.english() : words.open();
  }

  /** The language in which it is told. */
  public Language language() {
    return words == null || words.language() == null ? Language.EN : words.language();
  }

  /** How it is reached. */
  public Way way() {
    return ways(
            webhook,
            console,
            slack,
            mattermost,
            rocketchat,
            dingtalk,
            wecom,
            feishu,
            matrix,
            pagerduty,
            email,
            sms,
            alertmanager)
        .get(0);
  }

  /** A receiver that is the terminal. */
  public static Receiver console(String name) {
    return new Receiver(
        name,
        null,
        new ConsoleSettings(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A receiver that is called by HTTP. */
  public static Receiver webhook(String name, WebhookSettings settings) {
    return new Receiver(
        name, settings, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null);
  }
}
