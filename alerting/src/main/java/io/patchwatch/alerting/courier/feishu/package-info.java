/** Feishu and Lark: custom bots of a group. */
@NullMarked
package io.patchwatch.alerting.courier.feishu;

import org.jspecify.annotations.NullMarked;
