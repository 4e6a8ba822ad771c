package io.patchwatch.alerting.helper;

import io.patchwatch.ingest.helper.BreaksRulesOfIngest;

/** Imports a module that it must not know, to see that the rules notice. */
public record BreaksRulesOfAlerting(BreaksRulesOfIngest stranger) {}
