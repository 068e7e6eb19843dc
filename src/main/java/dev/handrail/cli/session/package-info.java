/// Opens the engine, connects to servers and drives runs for the commands.
@NullMarked
package dev.handrail.cli.session;

import org.jspecify.annotations.NullMarked;
