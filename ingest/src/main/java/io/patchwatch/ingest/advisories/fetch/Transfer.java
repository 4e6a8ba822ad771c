package io.patchwatch.ingest.advisories.fetch;

import io.patchwatch.ingest.advisories.fetch.FetchFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** One request and its body into a file; without redirects and without another try. */
final class Transfer {

  private static final int PARTIAL = 206;

  private final HttpClient client;
  private final WebSettings settings;

  Transfer(HttpClient client, WebSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /**
   * Asks once. A body is kept in {@code part} also when it breaks off.
   *
   * @param seen gets the validators of the answer as soon as its headers are there
   * @param resumed what the part in the file is a part of; null: the file is begun anew
   */
  HttpResponse<Long> once(
      URI uri, HttpRequest.Builder request, Path part, @Nullable Validators resumed, Web.Seen seen)
      throws FetchFailure, InterruptedException {
    AtomicLong progress = new AtomicLong();
    boolean going = resume(request, part, resumed);
    CompletableFuture<HttpResponse<Long>> answer =
        client.sendAsync(
            request.uri(uri).GET().build(),
            info -> {
              seen.validators = Validators.of(info.headers());
              return body(part, info.statusCode(), going, progress);
            });
    try {
      return await(answer, progress);
    } catch (ExecutionException e) {
      throw explain(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static boolean resume(
      HttpRequest.Builder request, Path part, @Nullable Validators resumed) {
    String etag = resumed == null ? null : resumed.strongEtag();
    try {
      if (etag == null || !Files.exists(part) || Files.size(part) == 0) {
        return false;
      }
      request.setHeader("Range", "bytes=" + Files.size(part) + "-").setHeader("If-Range", etag);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private HttpResponse.BodySubscriber<Long> body(
      Path part, int status, boolean going, AtomicLong progress) {
    if (status != 200 && status != PARTIAL) {
      return HttpResponse.BodySubscribers.replacing(0L);
    }
    try {
      return new FileBody(part, going && status == PARTIAL, settings.maxBytes(), progress);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits as long as something comes, and not longer than for a whole document. */
  private HttpResponse<Long> await(
      CompletableFuture<HttpResponse<Long>> answer, AtomicLong progress)
      throws FetchFailure, ExecutionException, InterruptedException {
    long end = System.nanoTime() + settings.totalTimeout().toNanos();
    long seen = -1;
    while (true) {
      try {
        return answer.get(settings.readTimeout().toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        boolean silent = progress.get() == seen || progress.get() == 0;
        if (silent || System.nanoTime() > end) {
          throw timedOut(silent ? settings.readTimeout() : settings.totalTimeout());
        }
        seen = progress.get();
      }
    }
  }

  private static FetchFailure timedOut(Duration limit) {
    return new FetchFailure(
        Kind.TIMEOUT, "no complete answer within " + limit + "; raise the time-out or try later");
  }

  private FetchFailure explain(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpConnectTimeoutException e -> timedOut(settings.connectTimeout());
      case HttpTimeoutException e -> timedOut(settings.totalTimeout());
      case FileBody.TooLarge e ->
          new FetchFailure(
              Kind.TOO_LARGE,
              "larger than " + settings.maxBytes() + " bytes; raise max_bytes if that is right");
      case SSLException e -> new FetchFailure(Kind.TLS, "TLS failed: " + e.getMessage());
      case null -> new FetchFailure(Kind.UNREACHABLE, "no answer");
      case IOException e when brokeOff(e) ->
          new FetchFailure(Kind.TRUNCATED, "the transfer broke off (" + e.getMessage() + ")");
      default ->
          new FetchFailure(
              Kind.UNREACHABLE,
              "no connection (" + cause.getClass().getSimpleName() + "); check url and proxy");
    };
  }

  /** The JDK has no type of its own for a body that is shorter than was announced. */
  private static boolean brokeOff(IOException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("bytes received") || text.contains("EOF") || text.contains("closed");
  }
}
