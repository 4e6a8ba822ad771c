/**
 * Real chat servers, started for a test and stopped after it.
 *
 * <p>{@link io.patchwatch.app.live.Ejabberd}, {@link io.patchwatch.app.live.Prosody} and {@link
 * io.patchwatch.app.live.Synapse} run the installed programs as the current user on free ports of
 * 127.0.0.1, with all of their files in the directory that they are given:
 *
 * <pre>{@code
 * try (Prosody server = Prosody.start(directory)) {
 *   server.register("alice", "right");
 *   // server.xmppPort(), server.logFile()
 * }
 * }</pre>
 *
 * <p>Where a server is not installed the test is skipped with the remedy ({@code .ci/install});
 * under CI it fails, so that nobody believes that it ran.
 */
@NullMarked
package io.patchwatch.app.live;

import org.jspecify.annotations.NullMarked;
