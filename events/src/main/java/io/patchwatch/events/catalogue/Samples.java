package io.patchwatch.events.catalogue;

import io.patchwatch.events.Precision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The samples of a product, {@code <id>.samples.yml} beside its file: what a server answered and
 * what must be read from it, what it told in other ways, and log records with their fields.
 */
public record Samples(List<AnswerSample> answers, List<ToldSample> told, List<LogSample> logs) {

  public Samples {
    answers = Check.list(answers);
    Check.unique(answers.stream().map(AnswerSample::name).toList(), "answers");
    told = Check.list(told);
    Check.unique(told.stream().map(ToldSample::name).toList(), "told");
    logs = Check.list(logs);
    Check.unique(logs.stream().map(LogSample::name).toList(), "logs");
  }

  /**
   * One answer.
   *
   * @param name unique in the file
   * @param probe name of the product's probe that it answers
   * @param source where it comes from, or that it is made up
   * @param status 200 when the file does not say
   */
  public record AnswerSample(
      String name,
      String probe,
      String source,
      Integer status,
      Map<String, String> headers,
      String body,
      Expected expect) {

    public AnswerSample {
      Check.text(name, "name");
      Check.text(probe, "probe");
      Check.text(source, "source (where it comes from, or that it is made up)");
      status = status == null ? 200 : status;
      headers = Check.map(headers);
      body = body == null ? "" : body;
      Check.present(expect, "expect");
    }

    /** As the reader gets it. */
    public HttpAnswer answer() {
      Map<String, List<String>> lists = new LinkedHashMap<>();
      headers.forEach((key, value) -> lists.put(key, List.of(value)));
      return new HttpAnswer(status, lists, body);
    }
  }

  /** The ways of {@link Tells}. */
  public enum Way {
    XMPP,
    IRC,
    MUMBLE,
    METRICS
  }

  /**
   * What a server told over a protocol of its own.
   *
   * @param name unique in the file
   * @param source where it comes from, or that it is made up
   * @param who the name that it gives itself, or the name of the metric
   * @param text in which the version stands: what was said, or the value of the metric's label
   */
  public record ToldSample(
      String name, Way way, String source, String who, String text, Expected expect) {

    public ToldSample {
      Check.text(name, "name");
      Check.present(way, "way (xmpp, irc, mumble or metrics)");
      Check.text(source, "source (where it comes from, or that it is made up)");
      who = who == null ? "" : who;
      text = text == null ? "" : text;
      Check.present(expect, "expect");
    }
  }

  /**
   * What must be read; exactly one of the three.
   *
   * @param version this version
   * @param precision of the version; full when the file does not say
   * @param otherProduct another product that calls itself so
   * @param unreadable no version
   */
  public record Expected(
      @Nullable String version,
      @Nullable Precision precision,
      @Nullable String otherProduct,
      boolean unreadable) {

    public Expected {
      long given = Stream.of(version, otherProduct).filter(v -> v != null).count();
      if (given + (unreadable ? 1 : 0) != 1) {
        throw new IllegalArgumentException(
            "give exactly one of version, other_product and unreadable: true");
      }
    }

    boolean metBy(Reading reading) {
      return switch (reading) {
        case Reading.Read read ->
            read.version().equals(version)
                && read.precision() == (precision == null ? Precision.FULL : precision);
        case Reading.OtherProduct other -> other.name().equals(otherProduct);
        case Reading.Unreadable ignored -> unreadable;
      };
    }

    @Override
    public String toString() {
      if (unreadable) {
        return "nothing readable";
      }
      return version == null
          ? "the other product '" + otherProduct + "'"
          : "version '" + version + "' (" + (precision == null ? Precision.FULL : precision) + ")";
    }
  }
}
