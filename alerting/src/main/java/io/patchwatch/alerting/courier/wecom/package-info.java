/** WeCom (WeChat Work): robots of a group. */
@NullMarked
package io.patchwatch.alerting.courier.wecom;

import org.jspecify.annotations.NullMarked;
