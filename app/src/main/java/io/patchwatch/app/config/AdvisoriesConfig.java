package io.patchwatch.app.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Where advisories come from.
 *
 * @param bundledSnapshot publish the snapshot that this release carries
 * @param directories directories of advisory files, watched for changes
 */
public record AdvisoriesConfig(boolean bundledSnapshot, List<Path> directories) {}
