/// The engine as one object, wired once for the window and the commands.
@NullMarked
package dev.handrail.app;

import org.jspecify.annotations.NullMarked;
