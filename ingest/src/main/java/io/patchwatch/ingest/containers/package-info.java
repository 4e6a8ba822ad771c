/** Reads versions from container images and from the workloads that run them. */
@NullMarked
package io.patchwatch.ingest.containers;

import org.jspecify.annotations.NullMarked;
