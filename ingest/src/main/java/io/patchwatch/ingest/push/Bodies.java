package io.patchwatch.ingest.push;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads bodies, compressed or not, of bounded size. */
final class Bodies {

  private static final int MIB = 1024 * 1024;

  private Bodies() {}

  /**
   * The whole body, uncompressed.
   *
   * @param most bytes, as sent and as uncompressed
   * @throws Refusal if it is larger, or not compressed as it says
   */
  static byte[] read(HttpExchange exchange, int most) throws IOException, Refusal {
    byte[] sent = bounded(exchange.getRequestBody(), most);
    String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
    return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity", "" -> sent;
      case "gzip" -> unzipped(sent, most);
      default ->
          throw new Refusal(
              415, "Content-Encoding " + encoding + " is not taken; use gzip or none");
    };
  }

  private static byte[] unzipped(byte[] sent, int most) throws Refusal {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
      return bounded(in, most);
    } catch (IOException e) {
      throw new Refusal(400, "the body is not gzip, though its Content-Encoding says so");
    }
  }

  private static byte[] bounded(InputStream in, int most) throws IOException, Refusal {
    byte[] body = in.readNBytes(most + 1);
    if (body.length > most) {
      throw new Refusal(
          413, "the body is larger than " + most / MIB + " MiB; send several requests");
    }
    return body;
  }

  /** The media type without parameters, in lower case; empty where there is none. */
  static String mediaType(@Nullable String header) {
    if (header == null) {
      return "";
    }
    int end = header.indexOf(';');
    return header.substring(0, end < 0 ? header.length() : end).strip().toLowerCase(Locale.ROOT);
  }
}
