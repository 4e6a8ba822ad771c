package io.patchwatch.streams.helper;

import io.patchwatch.alerting.helper.BreaksRulesOfAlerting;

/** Imports a module that it must not know, to see that the rules notice. */
public record BreaksRulesOfStreams(BreaksRulesOfAlerting stranger) {}
