/// What all parts of a run share: the recorder, the connections, the prompts and the controls.
@NullMarked
package dev.handrail.run.service;

import org.jspecify.annotations.NullMarked;
