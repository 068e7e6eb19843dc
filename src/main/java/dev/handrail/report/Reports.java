package dev.handrail.report;

import dev.handrail.model.Run;
import dev.handrail.run.Journal;

/// Writes down what a run did: as a page to attach to a ticket, as text, and for machines.
public final class Reports {
    private Reports() {}

    /// A self-contained page.
    public static String html(Run run, Journal journal) {
        return new HtmlReport(Accounts.of(run, journal), Words.HERE).toString();
    }

    public static String markdown(Run run, Journal journal) {
        return new MarkdownReport(Accounts.of(run, journal), Words.HERE).toString();
    }

    /// One object; times are ISO instants.
    public static String json(Run run, Journal journal) {
        return Json.pretty(Accounts.of(run, journal));
    }
}
