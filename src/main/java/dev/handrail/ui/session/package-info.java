/// What the window works on: the server, what was detected there, the plan, the run.
@NullMarked
package dev.handrail.ui.session;

import org.jspecify.annotations.NullMarked;
