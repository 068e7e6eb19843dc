/// Shows and changes the settings of the window and the secrets that are saved in the desktop's
/// keychain.
@NullMarked
package dev.handrail.ui.settings;

import org.jspecify.annotations.NullMarked;
