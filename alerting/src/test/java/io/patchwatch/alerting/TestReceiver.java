package io.patchwatch.alerting;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.patchwatch.events.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server that is told; answers 200 unless a test says otherwise. */
public final class TestReceiver implements AutoCloseable {

  /** A call as it came. */
  @SuppressWarnings("ArrayRecordComponent") // bytes as they came; compared nowhere
  public record Call(String method, URI uri, Map<String, List<String>> headers, byte[] bytes) {

    public JsonNode body() {
      try {
        return Wire.json().readTree(bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    public String text(String field) {
      return body().path(field).asText();
    }

    public String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }
  }

  /** Answers a call. */
  public interface Answer {
    void to(HttpExchange call) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedDeque<Answer> answers = new ConcurrentLinkedDeque<>();

  private volatile Answer usual = status(200);

  private TestReceiver(HttpServer server) {
    this.server = server;
  }

  public static TestReceiver start() {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      TestReceiver receiver = new TestReceiver(HttpServer.create(address, 0));
      receiver.server.createContext("/", receiver::handle);
      receiver.server.setExecutor(receiver.threads);
      receiver.server.start();
      return receiver;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = call.getRequestBody().readAllBytes();
      calls.add(
          new Call(
              call.getRequestMethod(),
              call.getRequestURI(),
              Map.copyOf(call.getRequestHeaders()),
              body));
      Answer next = answers.poll();
      (next == null ? usual : next).to(call);
    }
  }

  /** An answer without a body. */
  public static Answer status(int status) {
    return call -> call.sendResponseHeaders(status, -1);
  }

  /** An answer with a header. */
  public static Answer status(int status, String header, String value) {
    return call -> {
      call.getResponseHeaders().set(header, value);
      call.sendResponseHeaders(status, -1);
    };
  }

  /** An answer with a body. */
  public static Answer status(int status, byte[] body) {
    return call -> {
      call.sendResponseHeaders(status, body.length);
      call.getResponseBody().write(body);
    };
  }

  /** The next calls get these answers. */
  public TestReceiver answering(Answer... next) {
    answers.addAll(List.of(next));
    return this;
  }

  /** Calls get this answer when no other is wanted. */
  public TestReceiver usually(Answer answer) {
    usual = answer;
    return this;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook/t0ken";
  }

  public List<Call> calls() {
    return calls;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
