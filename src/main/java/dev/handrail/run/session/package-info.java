/// Starts, resumes and executes runs, each in a session on its own thread.
@NullMarked
package dev.handrail.run.session;

import org.jspecify.annotations.NullMarked;
