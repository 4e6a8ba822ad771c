package io.patchwatch.ingest.advisories.fetch;

import io.patchwatch.ingest.advisories.fetch.FetchFailure.Kind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches documents into files. An answer that breaks off is resumed where it broke (Range with
 * If-Range, when the server gave a strong entity tag); what passes is tried again with growing
 * waits; at most {@link #MAX_REDIRECTS} redirects, never from https to http.
 */
public final class Web implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Web.class);
  private static final int MAX_REDIRECTS = 5;
  private static final int NOT_MODIFIED = 304;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final HttpClient client;
  private final WebSettings settings;
  private final Transfer transfer;

  /** Opens no connection yet. */
  public Web(WebSettings settings) {
    this.settings = settings;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1);
    URI proxy = settings.proxy();
    builder.proxy(
        proxy == null
            ? ProxySelector.getDefault()
            : ProxySelector.of(new InetSocketAddress(proxy.getHost(), proxy.getPort())));
    this.client = builder.build();
    this.transfer = new Transfer(client, settings);
  }

  /**
   * Fetches a document into a file; on failure the file is not there, or is what it was.
   *
   * @throws FetchFailure when all attempts failed
   * @throws IOException if the file cannot be written
   */
  public Answer get(Ask ask, Path file) throws FetchFailure, IOException, InterruptedException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Validators resumed = null;
    Duration wait = settings.firstWait();
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(ask, file, part, resumed);
      } catch (Broken e) {
        resumed = e.validators;
        again(ask, e.failure, attempt, wait);
      } catch (FetchFailure e) {
        again(ask, e, attempt, wait);
      }
      wait = wait.multipliedBy(2);
    }
  }

  /** Waits for the next attempt, or gives up. */
  private void again(Ask ask, FetchFailure e, int attempt, Duration wait)
      throws FetchFailure, InterruptedException {
    Duration asked = e.retryAfter();
    Duration pause = asked != null && asked.compareTo(wait) > 0 ? asked : wait;
    boolean tooLong = pause.compareTo(WebSettings.LONGEST_WAIT) > 0;
    if (!e.passing() || attempt >= settings.attempts() || tooLong) {
      throw e;
    }
    log.debug("{}: {}; attempt {} follows in {}", ask.shown(), e.getMessage(), attempt + 1, pause);
    Thread.sleep(pause);
  }

  private Answer attempt(Ask ask, Path file, Path part, @Nullable Validators resumed)
      throws FetchFailure, IOException, InterruptedException, Broken {
    URI at = ask.uri();
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      boolean own = at.getHost().equalsIgnoreCase(ask.uri().getHost());
      HttpRequest.Builder request = request(own ? ask.headers() : Map.of());
      if (resumed == null) {
        condition(request, ask.known());
      }
      HttpResponse<Long> answer = send(at, request, part, resumed);
      URI next = redirect(at, answer);
      if (next == null) {
        return answer(answer, file, part);
      }
      at = next;
    }
    throw new FetchFailure(Kind.REDIRECT, "more than " + MAX_REDIRECTS + " redirects");
  }

  private HttpResponse<Long> send(
      URI at, HttpRequest.Builder request, Path part, @Nullable Validators resumed)
      throws FetchFailure, InterruptedException, Broken {
    Seen seen = new Seen();
    try {
      return transfer.once(at, request, part, resumed, seen);
    } catch (FetchFailure e) {
      throw new Broken(e, seen.validators == null ? resumed : seen.validators);
    }
  }

  private Answer answer(HttpResponse<Long> answer, Path file, Path part)
      throws FetchFailure, IOException {
    int status = answer.statusCode();
    if (status == NOT_MODIFIED) {
      return new Answer.NotModified();
    }
    if (status != 200 && status != 206) {
      Files.deleteIfExists(part);
      throw status(status, answer);
    }
    Digests.check(part, answer.headers());
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    return new Answer.Saved(Validators.of(answer.headers()), Files.size(file));
  }

  private static FetchFailure status(int status, HttpResponse<Long> answer) {
    boolean limited = status == 429 || spent(answer);
    Kind kind = limited ? Kind.RATE_LIMITED : Kind.HTTP_STATUS;
    boolean range = status == RANGE_NOT_SATISFIABLE;
    String what = range ? "the part does not fit any more" : "HTTP " + status;
    return new FetchFailure(
        range ? Kind.TRUNCATED : kind, what, status, RetryAfter.of(answer.headers()));
  }

  /** GitHub says 403 when the hour's questions are used up. */
  private static boolean spent(HttpResponse<Long> answer) {
    return answer.statusCode() == 403
        && answer.headers().firstValue("x-ratelimit-remaining").filter("0"::equals).isPresent();
  }

  private static HttpRequest.Builder request(Map<String, String> headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    request.header("User-Agent", "PatchWatch (advisory feed)");
    request.header("Accept-Encoding", "identity");
    headers.forEach(request::setHeader);
    return request;
  }

  private static void condition(HttpRequest.Builder request, Validators known) {
    if (known.etag() != null) {
      request.header("If-None-Match", known.etag());
    }
    if (known.lastModified() != null) {
      request.header("If-Modified-Since", known.lastModified());
    }
  }

  private static @Nullable URI redirect(URI from, HttpResponse<Long> answer) throws FetchFailure {
    String location = answer.headers().firstValue("location").orElse(null);
    int status = answer.statusCode();
    if (status < 300 || status > 399 || status == NOT_MODIFIED || location == null) {
      return null;
    }
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new FetchFailure(Kind.REDIRECT, "redirected to something that is no URL");
    }
    boolean safe = "https".equals(to.getScheme()) || from.getScheme().equals(to.getScheme());
    if (!safe || to.getHost() == null) {
      throw new FetchFailure(
          Kind.REDIRECT, "redirected to " + to.getScheme() + ", which is refused");
    }
    return to;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /** The validators of an answer whose body may break off. */
  static final class Seen {
    @Nullable Validators validators;
  }

  /** A failure, and what the part that came belongs to. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
    private final FetchFailure failure;
    private final transient @Nullable Validators validators;

    Broken(FetchFailure failure, @Nullable Validators validators) {
      super(failure);
      this.failure = failure;
      this.validators = validators;
    }
  }
}
