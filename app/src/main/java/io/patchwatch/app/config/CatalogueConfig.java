package io.patchwatch.app.config;

import java.nio.file.Path;
import java.util.List;

/**
 * The product catalogue.
 *
 * @param directories directories with product files of your own, beside the built-in ones
 */
public record CatalogueConfig(List<Path> directories) {}
