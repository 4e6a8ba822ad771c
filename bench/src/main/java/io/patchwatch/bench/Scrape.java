package io.patchwatch.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;

/** What a process of PatchWatch tells Prometheus at one moment. */
record Scrape(List<String> lines) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /**
   * Asks.
   *
   * @param status address of the process's status server
   * @throws IOException if it does not answer as it should
   */
  static Scrape of(URI status) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(URI.create(status + "/metrics")).build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("/metrics answered " + answer.statusCode());
    }
    return new Scrape(answer.body().lines().toList());
  }

  /**
   * The sum of all series with this name and label; 0 when there is none.
   *
   * @param label {@code name="value"}, or empty: all
   */
  long sum(String name, String label) {
    return Math.round(
        lines.stream()
            .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
            .filter(line -> line.contains(label))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum());
  }

  long sum(String name) {
    return sum(name, "");
  }
}
