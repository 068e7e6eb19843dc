package dev.handrail.ui.merge;

import javafx.scene.Node;

/// Asks and shows things above the page of a merge.
public interface MergePrompt {
    /// Asks before something is lost; `then` does it.
    void askToLose(String title, Node content, String yes, Runnable then);

    /// Shows something that the admin closes again.
    void showContent(String title, Node content);
}
