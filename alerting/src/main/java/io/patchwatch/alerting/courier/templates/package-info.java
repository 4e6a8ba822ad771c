/** The words of messages as templates, in English and Chinese, replaceable by the user's own. */
@NullMarked
package io.patchwatch.alerting.courier.templates;

import org.jspecify.annotations.NullMarked;
