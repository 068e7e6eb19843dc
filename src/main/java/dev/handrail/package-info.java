/// Handrail: upgrades self-hosted servers step by step.
@NullMarked
package dev.handrail;

import org.jspecify.annotations.NullMarked;
