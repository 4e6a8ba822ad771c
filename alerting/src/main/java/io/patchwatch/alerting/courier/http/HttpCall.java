package io.patchwatch.alerting.courier.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchwatch.events.Wire;
import java.net.URI;
import java.util.Map;

/** One call to be made. */
@SuppressWarnings("ArrayRecordComponent") // bytes to be sent; compared nowhere
public record HttpCall(String method, URI target, Map<String, String> headers, byte[] body) {

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  /** A POST of JSON. */
  public static HttpCall post(URI target, JsonNode body) {
    return new HttpCall(
        "POST", target, Map.of("Content-Type", "application/json"), Wire.encode(body));
  }
}
