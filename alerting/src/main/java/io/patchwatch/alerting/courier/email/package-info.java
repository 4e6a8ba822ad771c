/** E-mail over SMTP, encrypted by STARTTLS or from the start. */
@NullMarked
package io.patchwatch.alerting.courier.email;

import org.jspecify.annotations.NullMarked;
