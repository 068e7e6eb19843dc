/// What the window is busy with: the server, what was seen there, the plan, the run.
@NullMarked
package dev.handrail.ui.session;

import org.jspecify.annotations.NullMarked;
