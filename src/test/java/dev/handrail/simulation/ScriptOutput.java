package dev.handrail.simulation;

/// Where a script of the simulated server prints.
interface ScriptOutput {
    void print(String text);

    void printError(String text);

    default void say(String reply) {
        printError("@@" + reply + "\n");
    }
}
