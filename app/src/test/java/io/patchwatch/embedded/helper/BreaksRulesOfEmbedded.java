package io.patchwatch.embedded.helper;

import io.patchwatch.events.helper.BreaksRulesOfEvents;

/** Imports a module that it must not know, to see that the rules notice. */
public record BreaksRulesOfEmbedded(BreaksRulesOfEvents stranger) {}
