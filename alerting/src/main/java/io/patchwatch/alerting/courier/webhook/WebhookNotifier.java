package io.patchwatch.alerting.courier.webhook;

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
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Posts each message as JSON. Headers: {@code Idempotency-Key} (the delivery's id: a receiver that
 * sees it twice drops the second), {@code traceparent}, {@code X-PatchWatch-Kind}, and {@code
 * X-PatchWatch-Signature} when there is a secret. Redirects are not followed, of an answer only the
 * beginning is read, and the whole call ends within the time-out.
 */
public final class WebhookNotifier implements Notifier {

  private final URI target;
  private final @Nullable Secret signing;
  private final Duration timeout;
  private final InstantSource clock;
  private final HttpClient http;

  public WebhookNotifier(WebhookSettings settings, InstantSource clock) {
    this.target = settings.target();
    this.signing = settings.secret();
    this.timeout = settings.limit();
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
    CompletableFuture<HttpResponse<String>> call =
        http.sendAsync(request(delivery, trace), info -> new Excerpt());
    try {
      return answer(call.get(timeout.toMillis(), TimeUnit.MILLISECONDS)).outcome(clock.instant());
    } catch (TimeoutException e) {
      return retry(noAnswer());
    } catch (ExecutionException e) {
      return retry(reason(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return retry("interrupted");
    } finally {
      call.cancel(true);
    }
  }

  private HttpRequest request(Delivery delivery, Trace trace) {
    byte[] body = WebhookBody.of(delivery, trace);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(target)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "PatchWatch")
            .header("Idempotency-Key", delivery.id())
            .header(Trace.HEADER, trace.traceparent())
            .header("X-PatchWatch-Kind", delivery.kind().name().toLowerCase(Locale.ROOT))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    if (signing != null) {
      request.header("X-PatchWatch-Signature", Signature.of(body, signing));
    }
    return request.build();
  }

  private WebhookAnswer answer(HttpResponse<String> response) {
    return new WebhookAnswer(
        response.statusCode(),
        response.headers().firstValue("Retry-After"),
        withoutSecrets(response.body()));
  }

  /** An answer that repeats what it was sent must not carry it into our receipts. */
  private String withoutSecrets(String text) {
    String clean = signing == null ? text : text.replace(signing.reveal(), "(secret)");
    clean = clean.replace(target.toString(), "(url)");
    String path = target.getRawPath();
    return path == null || path.length() < 2 ? clean : clean.replace(path, "(path)");
  }

  private String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException e -> noAnswer();
      case ConnectException e -> "cannot connect to " + target.getHost() + "; is it running?";
      case SSLException e -> "TLS with " + target.getHost() + " failed; check its certificate";
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
