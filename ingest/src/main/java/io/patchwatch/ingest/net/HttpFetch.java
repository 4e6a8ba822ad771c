package io.patchwatch.ingest.net;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.HttpAnswer;
import io.patchwatch.ingest.versions.CollectorFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * One bounded HTTP request: one time-out for everything from the connection to the last byte, a
 * largest body, few redirects and only to the same host, no credentials in the URL.
 */
public final class HttpFetch implements AutoCloseable {

  /** Largest body that is read, in bytes. */
  public static final int MAX_BODY = 1024 * 1024;

  private static final int MAX_REDIRECTS = 3;

  private final HttpClient client;

  /**
   * A client of its own.
   *
   * @throws IOException if the certificate file cannot be read
   * @throws GeneralSecurityException if it has no certificates
   */
  public HttpFetch(TlsOptions tls) throws IOException, GeneralSecurityException {
    this.client =
        HttpClient.newBuilder()
            .sslContext(tls.context())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
  }

  /**
   * Asks for one document.
   *
   * @throws CollectorFailure naming what kept the answer away
   * @throws InterruptedException if the thread is told to stop
   */
  public HttpAnswer send(
      String method, URI uri, Map<String, String> headers, @Nullable String body, Duration timeout)
      throws CollectorFailure, InterruptedException {
    URI at = uri;
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      HttpAnswer answer = once(method, at, headers, body, timeout);
      Optional<URI> next = redirect(at, answer);
      if (next.isEmpty()) {
        return answer;
      }
      at = next.get();
    }
    throw new CollectorFailure(
        Failure.REDIRECT,
        "more than " + MAX_REDIRECTS + " redirects; set url to the final address");
  }

  private static Optional<URI> redirect(URI from, HttpAnswer answer) throws CollectorFailure {
    List<String> location = answer.headers().getOrDefault("location", List.of());
    if (answer.status() < 300 || answer.status() > 399 || location.isEmpty()) {
      return Optional.empty();
    }
    URI to;
    try {
      to = from.resolve(location.getFirst());
    } catch (IllegalArgumentException e) {
      throw new CollectorFailure(Failure.REDIRECT, "redirected to something that is no URL");
    }
    boolean http = "http".equals(to.getScheme()) || "https".equals(to.getScheme());
    if (!http || to.getHost() == null || !to.getHost().equalsIgnoreCase(from.getHost())) {
      throw new CollectorFailure(
          Failure.REDIRECT,
          "redirected to another host ("
              + to.getHost()
              + "); set url to the server's own address if that is right");
    }
    return Optional.of(to);
  }

  private HttpAnswer once(
      String method, URI uri, Map<String, String> headers, @Nullable String body, Duration timeout)
      throws CollectorFailure, InterruptedException {
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(timeout).method(method, content);
    request.header("User-Agent", "PatchWatch (version probe)");
    headers.forEach(request::setHeader);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request.build(), info -> new Bounded());
    try {
      HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new HttpAnswer(
          response.statusCode(),
          response.headers().map(),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw timedOut(timeout);
    } catch (ExecutionException e) {
      throw explain(e.getCause(), timeout);
    } finally {
      answer.cancel(true);
    }
  }

  private static CollectorFailure timedOut(Duration timeout) {
    return new CollectorFailure(
        Failure.TIMEOUT,
        "no complete answer within "
            + timeout.toMillis()
            + " ms; check the server or raise timeout");
  }

  private static CollectorFailure explain(@Nullable Throwable cause, Duration timeout) {
    return switch (cause) {
      case HttpTimeoutException e -> timedOut(timeout);
      case TooLarge e ->
          new CollectorFailure(
              Failure.TOO_LARGE,
              "the answer is larger than " + MAX_BODY + " bytes; is this the chat server's URL?");
      case SSLException e ->
          new CollectorFailure(
              Failure.TLS,
              "TLS failed: " + e.getMessage() + "; set tls.ca_file to trust its certificate");
      case null -> new CollectorFailure(Failure.UNREACHABLE, "no answer");
      default ->
          new CollectorFailure(
              Failure.UNREACHABLE,
              "no connection ("
                  + cause.getClass().getSimpleName()
                  + "); check url, name resolution, firewall and that the server runs");
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Collects a body and gives up as soon as it is too large. */
  private static final class Bounded implements HttpResponse.BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription subscription;

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] chunk = new byte[buffer.remaining()];
        buffer.get(chunk);
        bytes.writeBytes(chunk);
      }
      if (bytes.size() > MAX_BODY) {
        if (subscription != null) {
          subscription.cancel();
        }
        body.completeExceptionally(new TooLarge());
      }
    }

    @Override
    public void onError(Throwable error) {
      body.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      body.complete(bytes.toByteArray());
    }
  }
}
