/// Works out the way from the version that runs to the version that is wanted. Pure: no clock, no
/// disk, no network.
@NullMarked
package dev.handrail.plan;

import org.jspecify.annotations.NullMarked;
