package io.patchwatch.alerting.courier.http;

import io.patchwatch.alerting.courier.Notifier;
import io.patchwatch.events.Delivery;
import io.patchwatch.events.Receipt;
import io.patchwatch.events.Trace;
import io.patchwatch.events.yaml.Secret;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;

/**
 * Makes the calls of a dialect. Redirects are not followed, of an answer only the beginning is
 * read, each call ends within the time-out, and no secret gets into what it returns.
 */
public final class HttpNotifier implements Notifier {

  private static final Pattern TOKENS = Pattern.compile("[/&=]");
  private static final int MIN_TOKEN = 5;

  private final Dialect dialect;
  private final Duration timeout;
  private final InstantSource clock;
  private final HttpClient http;

  public HttpNotifier(Dialect dialect, Duration timeout, InstantSource clock) {
    this.dialect = dialect;
    this.timeout = timeout;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public Receipt.Outcome notify(Delivery delivery, Trace trace) {
    Receipt.Outcome last = new Receipt.Outcome.Sent("nothing to tell");
    for (HttpCall call : dialect.calls(delivery, trace, clock.instant())) {
      last = make(call);
      if (!(last instanceof Receipt.Outcome.Sent)) {
        break;
      }
    }
    return last;
  }

  private Receipt.Outcome make(HttpCall call) {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(request(call), info -> new Excerpt());
    try {
      Instant now = clock.instant();
      return dialect.outcome(
          answer(call.target(), answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS)), now);
    } catch (TimeoutException e) {
      return retry(noAnswer());
    } catch (ExecutionException e) {
      return retry(reason(call.target().getHost(), e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return retry("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(HttpCall call) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(call.target())
            .timeout(timeout)
            .header("User-Agent", "PatchWatch")
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    return request.build();
  }

  private HttpAnswer answer(URI target, HttpResponse<String> response) {
    return new HttpAnswer(
        response.statusCode(),
        response.headers().firstValue("Retry-After"),
        withoutSecrets(response.body(), target));
  }

  /** An answer that repeats what it was sent must not carry it into our receipts. */
  private String withoutSecrets(String text, URI target) {
    String clean = text;
    for (Secret secret : dialect.secrets()) {
      clean = without(clean, secret.reveal(), "(secret)");
    }
    clean = without(clean, target.toString(), "(url)");
    clean = without(clean, target.getRawPath(), "(path)");
    for (String part : TOKENS.split(target.getRawPath() + "/" + target.getRawQuery())) {
      boolean looksSecret = part.length() >= MIN_TOKEN && part.chars().anyMatch(Character::isDigit);
      clean = looksSecret ? clean.replace(part, "(token)") : clean;
    }
    return clean;
  }

  private static String without(String text, @Nullable String part, String instead) {
    return part == null || part.length() < 2 ? text : text.replace(part, instead);
  }

  private String reason(String host, @Nullable Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException e -> noAnswer();
      case ConnectException e when e.getCause() instanceof UnresolvedAddressException ->
          "the name " + host + " is not known; check it and the name servers";
      case ConnectException e -> "cannot connect to " + host + "; is it running?";
      case SSLException e -> "TLS with " + host + " failed; check its certificate";
      case null, default ->
          "call failed: " + (cause == null ? "?" : cause.getClass().getSimpleName());
    };
  }

  private String noAnswer() {
    return "no answer within " + timeout.toMillis() + " ms";
  }

  private static Receipt.Outcome retry(String reason) {
    return new Receipt.Outcome.Retry(Duration.ZERO, reason);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
