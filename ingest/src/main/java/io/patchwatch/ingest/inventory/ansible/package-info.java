/** Facts that Ansible gathered. */
@NullMarked
package io.patchwatch.ingest.inventory.ansible;

import org.jspecify.annotations.NullMarked;
