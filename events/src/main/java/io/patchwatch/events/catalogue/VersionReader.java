package io.patchwatch.events.catalogue;

import io.patchwatch.events.ProbeFailed.Failure;
import io.patchwatch.events.catalogue.Reading.OtherProduct;
import io.patchwatch.events.catalogue.Reading.Unreadable;
import org.jspecify.annotations.Nullable;

/** Reads the version from an answer as the catalogue says. Pure; never throws on any answer. */
public final class VersionReader {

  private VersionReader() {}

  /** What this answer to this probe of this product says. */
  public static Reading read(Product product, ProbeSpec probe, HttpAnswer answer) {
    if (!probe.reads(answer.status())) {
      return new Unreadable(
          Failure.HTTP_STATUS,
          "answered HTTP "
              + answer.status()
              + " but "
              + product.name()
              + " answers "
              + probe.status()
              + "; check the URL and what a proxy in between allows");
    }
    AnswerValues values = new AnswerValues(answer);
    Reading refusal = refusal(product, probe, values);
    return refusal == null ? version(product, probe, values) : refusal;
  }

  private static @Nullable Reading refusal(Product product, ProbeSpec probe, AnswerValues values) {
    IdentityCheck identity = probe.identity();
    if (identity == null) {
      return null;
    }
    String value = values.at(identity.place());
    if (value != null && identity.pattern().matcher(value).find()) {
      return null;
    }
    if (value != null && !value.isBlank() && identity.namesProduct()) {
      return new OtherProduct(VersionText.oneLine(value, 100));
    }
    return unreadable(
        "the answer is not recognised as "
            + product.name()
            + ": "
            + identity.place()
            + (value == null ? " is missing" : " is '" + VersionText.oneLine(value, 80) + "'")
            + "; check the URL and the product");
  }

  private static Reading version(Product product, ProbeSpec probe, AnswerValues values) {
    Place place = probe.version().place();
    String value = values.at(place);
    if (value == null) {
      return unreadable("no version: " + place + " is missing in the answer");
    }
    VersionText text = new VersionText(probe.version().patterns(), probe.branchWhen());
    return text.read(value, place.toString(), product);
  }

  private static Unreadable unreadable(String why) {
    return new Unreadable(Failure.UNREADABLE, why);
  }
}
