/** The demo: a simulated fleet, a story, and a screen to follow it on. */
@NullMarked
package io.patchwatch.app.demo;

import org.jspecify.annotations.NullMarked;
