/// Shows the home page: what to do next, known servers, and the practice server.
@NullMarked
package dev.handrail.ui.home;

import org.jspecify.annotations.NullMarked;
