/// One run as a file: exported, checked and imported.
@NullMarked
package dev.handrail.store.history.archive;

import org.jspecify.annotations.NullMarked;
