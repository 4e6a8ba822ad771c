/** Rules from the command line: list, check, test, explain, backtest. */
@NullMarked
package io.patchwatch.app.rules;

import org.jspecify.annotations.NullMarked;
