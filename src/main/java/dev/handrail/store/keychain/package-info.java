/// Keeps secrets where the desktop keeps them, and nowhere else.
@NullMarked
package dev.handrail.store.keychain;

import org.jspecify.annotations.NullMarked;
