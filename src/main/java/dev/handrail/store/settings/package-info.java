/// Keeps the user's settings and saved servers.
@NullMarked
package dev.handrail.store.settings;

import org.jspecify.annotations.NullMarked;
