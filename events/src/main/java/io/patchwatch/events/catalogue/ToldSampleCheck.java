package io.patchwatch.events.catalogue;

import io.patchwatch.events.catalogue.Samples.ToldSample;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a server told over a protocol of its own, as the collectors do. */
final class ToldSampleCheck {

  private ToldSampleCheck() {}

  /** What is read differently from what the sample says. */
  static Optional<String> problem(Product product, ToldSample sample) {
    Reading reading = reading(product, sample);
    if (reading == null) {
      return Optional.of(
          "told '" + sample.name() + "': " + product.id() + " has no such way in its tells");
    }
    return sample.expect().metBy(reading)
        ? Optional.empty()
        : Optional.of(
            "told '"
                + sample.name()
                + "': "
                + sample.expect()
                + " was expected, but it reads "
                + reading
                + "; correct tells or the sample");
  }

  private static @Nullable Reading reading(Product product, ToldSample sample) {
    return switch (sample.way()) {
      case XMPP -> said(product, product.tells().xmpp(), sample);
      case IRC -> said(product, product.tells().irc(), sample);
      case MUMBLE -> said(product, product.tells().mumble(), sample);
      case METRICS ->
          product.tells().metrics().stream()
              .filter(spec -> spec.metric().equals(sample.who()))
              .findFirst()
              .map(spec -> spec.read(product, sample.text()))
              .orElse(null);
    };
  }

  private static @Nullable Reading said(
      Product product, @Nullable Saying saying, ToldSample sample) {
    return saying == null ? null : saying.read(product, "told", sample.who(), sample.text());
  }
}
