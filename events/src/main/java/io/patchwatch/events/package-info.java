/**
 * The contract between the processes of PatchWatch: what travels on its topics.
 *
 * <p>Nouns change at each door: an {@link io.patchwatch.events.Event} was observed, a {@link
 * io.patchwatch.events.Finding} was concluded, an {@link io.patchwatch.events.Incident} is handled
 * by a person, a {@link io.patchwatch.events.Delivery} goes to one receiver and a {@link
 * io.patchwatch.events.Receipt} says what became of it.
 */
@NullMarked
package io.patchwatch.events;

import org.jspecify.annotations.NullMarked;
