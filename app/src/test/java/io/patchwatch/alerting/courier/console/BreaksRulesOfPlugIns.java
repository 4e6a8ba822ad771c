package io.patchwatch.alerting.courier.console;

import io.patchwatch.alerting.courier.webhook.WebhookSettings;

/** Imports another courier, to see that the rules notice. */
public record BreaksRulesOfPlugIns(WebhookSettings sibling) {}
