package io.patchwatch.streams.sigma;

/**
 * One file of rules, or one record of the topic; it may hold several YAML documents.
 *
 * @param origin where it comes from, for messages
 */
public record RuleText(String origin, String yaml) {}
