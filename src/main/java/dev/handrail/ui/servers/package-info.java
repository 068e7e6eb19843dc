/// Shows the pages that connect to a server and show what is installed there.
@NullMarked
package dev.handrail.ui.servers;

import org.jspecify.annotations.NullMarked;
