/// Keeps runs, servers and settings on disk, and loads runbooks.
@NullMarked
package dev.handrail.store;

import org.jspecify.annotations.NullMarked;
