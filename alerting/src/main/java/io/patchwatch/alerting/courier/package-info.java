/** Brings deliveries to receivers, keeps their order, tries again, and writes receipts. */
@NullMarked
package io.patchwatch.alerting.courier;

import org.jspecify.annotations.NullMarked;
