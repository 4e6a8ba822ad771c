package io.patchwatch.alerting.courier.templates;

import io.patchwatch.events.Exposure;
import io.patchwatch.events.Severity;
import java.util.Locale;

/** A language with built-in templates. */
public enum Language {
  EN,
  ZH;

  String directory() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What stands before a link by which the reader acknowledges. */
  public String acknowledge() {
    return switch (this) {
      case EN -> "Acknowledge: ";
      case ZH -> "确认告警：";
    };
  }

  String severity(Severity severity) {
    return switch (this) {
      case EN -> severity.label();
      case ZH -> chinese(severity);
    };
  }

  String exposure(Exposure exposure) {
    return switch (this) {
      case EN -> exposure.label();
      case ZH -> chinese(exposure);
    };
  }

  private static String chinese(Exposure exposure) {
    return switch (exposure) {
      case VULNERABLE -> "本服务器存在该漏洞";
      case NOT_AFFECTED -> "本服务器不受该漏洞影响";
      case UNKNOWN -> "尚不清楚本服务器是否存在该漏洞";
    };
  }

  private static String chinese(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "严重";
      case HIGH -> "高危";
      case MEDIUM -> "中危";
      case LOW -> "低危";
      case INFO -> "提示";
      case UNKNOWN -> "未评级";
    };
  }
}
