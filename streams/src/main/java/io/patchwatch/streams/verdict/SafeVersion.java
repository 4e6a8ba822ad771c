package io.patchwatch.streams.verdict;

import java.util.List;

/**
 * A release that has none of the known vulnerabilities and is not end of life.
 *
 * @param sameLane whether it is in the release lane of the running version
 * @param unverified vulnerabilities whose records cannot be compared with any version, so that it
 *     is not known whether this one has them
 */
public record SafeVersion(String version, boolean sameLane, List<String> unverified) {}
