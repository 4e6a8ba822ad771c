package io.patchwatch.events.catalogue;

/**
 * Something that the product's log does not show as it comes; its absence there proves nothing.
 *
 * @param hidden what is not seen ({@code failed-login})
 * @param why at which setting, and why
 * @param remedy what would make it seen; {@code none} when nothing does
 */
public record Visibility(String hidden, String why, String remedy) {

  public Visibility {
    Check.text(hidden, "hidden");
    Check.text(why, "why");
    Check.text(remedy, "remedy (write none when there is none)");
  }
}
