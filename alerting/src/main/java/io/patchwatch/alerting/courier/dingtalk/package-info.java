/** DingTalk: robots of a group. */
@NullMarked
package io.patchwatch.alerting.courier.dingtalk;

import org.jspecify.annotations.NullMarked;
