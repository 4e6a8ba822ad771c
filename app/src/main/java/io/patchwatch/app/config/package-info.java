/** The configuration: one YAML file, checked as a whole before anything starts. */
@NullMarked
package io.patchwatch.app.config;

import org.jspecify.annotations.NullMarked;
