/** The one table of topics, its creation and its preflight. */
@NullMarked
package io.patchwatch.events.topics;

import org.jspecify.annotations.NullMarked;
