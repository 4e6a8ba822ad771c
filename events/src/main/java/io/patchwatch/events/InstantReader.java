package io.patchwatch.events;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import java.io.IOException;
import java.time.Instant;

/** Our own times by {@link IsoInstant}, every other as Jackson reads it. */
final class InstantReader extends StdScalarDeserializer<Instant> {

  private static final long serialVersionUID = 1;

  InstantReader() {
    super(Instant.class);
  }

  @Override
  public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      Instant read = IsoInstant.read(parser.getText());
      if (read != null) {
        return read;
      }
    }
    return InstantDeserializer.INSTANT.deserialize(parser, context);
  }
}
