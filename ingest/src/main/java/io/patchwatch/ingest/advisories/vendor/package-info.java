/** What vendors publish themselves: Mattermost's security updates and releases on GitHub. */
@NullMarked
package io.patchwatch.ingest.advisories.vendor;

import org.jspecify.annotations.NullMarked;
