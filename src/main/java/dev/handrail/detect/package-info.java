/// Asks a server what is installed and what it can get.
@NullMarked
package dev.handrail.detect;

import org.jspecify.annotations.NullMarked;
