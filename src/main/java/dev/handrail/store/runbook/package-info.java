/// Reads runbooks and says what is wrong with them.
@NullMarked
package dev.handrail.store.runbook;

import org.jspecify.annotations.NullMarked;
