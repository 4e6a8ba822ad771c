package io.patchwatch.ingest.inventory;

import io.patchwatch.events.SoftwareEvent;
import java.util.List;

/**
 * What a file reports about assets.
 *
 * @param events to be published
 * @param problems one line each for a person
 */
record Reported(List<SoftwareEvent> events, List<String> problems) {}
