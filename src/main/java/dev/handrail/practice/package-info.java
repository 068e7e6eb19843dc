/// A server inside Handrail with a deployment to practise on.
@NullMarked
package dev.handrail.practice;

import org.jspecify.annotations.NullMarked;
