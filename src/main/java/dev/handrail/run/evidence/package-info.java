/// Judges how a step ended: its output, the product's state and reboots of the server.
@NullMarked
package dev.handrail.run.evidence;

import org.jspecify.annotations.NullMarked;
