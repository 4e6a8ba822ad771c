package io.patchwatch.ingest.helper;

import io.patchwatch.streams.helper.BreaksRulesOfStreams;

/** Imports a module that it must not know, to see that the rules notice. */
public record BreaksRulesOfIngest(BreaksRulesOfStreams stranger) {}
