package dev.handrail.ui.pages;

import dev.handrail.detect.Detection;
import dev.handrail.detect.Found;
import dev.handrail.model.Facts;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.Version;
import dev.handrail.remote.LinkLost;
import dev.handrail.remote.Shell;
import dev.handrail.store.Targets.Saved;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.session.Session;
import dev.handrail.ui.shell.Action;
import dev.handrail.ui.shell.Desk;
import dev.handrail.ui.shell.Foot;
import dev.handrail.ui.shell.Page;
import dev.handrail.ui.shell.PageKind;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// Shows what is installed on the server, and how that was seen.
final class DetectPage implements Page {
    private final Desk desk;
    private final Texts texts;
    private final Session session;
    private final Foot foot = new Foot();
    private final PageBox box;
    private final VBox content = Ui.column(12);
    private final List<ProductCard> cards = new ArrayList<>();

    DetectPage(Desk desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.session = desk.session();
        this.box = new PageBox(texts.get("detect.title"), texts.get("detect.lead"));
        box.add(content);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public Foot foot() {
        return foot;
    }

    @Override
    public void shown() {
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        if (run != null) {
            past(run.start().plan());
            return;
        }
        Detection known = session.detectionProperty().get();
        if (known != null) {
            show(known);
        } else {
            look();
        }
    }

    private void past(Plan.Ready plan) {
        FactTable table = new FactTable(texts, plan.facts());
        content.getChildren()
                .setAll(
                        Ui.card(
                                Ui.label(
                                        plan.productName() + " " + plan.from().text(),
                                        "card-title")),
                        Ui.heading(texts.get("detect.facts")),
                        table.view());
        foot.primary(Action.main(texts.get("detect.to-run"), desk.nav()::goToRun));
    }

    private void look() {
        content.getChildren().setAll(Ui.text(texts.get("detect.looking"), "muted"), Ui.progress());
        foot.primary(
                Action.main(texts.get("detect.next"), () -> {})
                        .unless(texts.get("detect.looking")));
        session.link()
                .ifPresent(link ->
                        desk.tasks()
                                .of(() -> desk.engine().detector().detect(link.shell()))
                                .onError(LinkLost.class, this::lost)
                                .onDone(detection -> {
                                    if (session.link().filter(link::equals).isPresent()) {
                                        session.detectionProperty().set(detection);
                                        show(detection);
                                    }
                                })
                                .start());
    }

    private void lost(LinkLost lost) {
        content.getChildren()
                .setAll(
                        Notice.of(
                                texts,
                                new Problem(
                                        "link",
                                        String.valueOf(lost.getMessage()),
                                        texts.get("detect.lost"))));
        foot.primary(Action.main(texts.get("detect.reconnect"), this::reconnect));
    }

    private void reconnect() {
        session.link()
                .ifPresent(link ->
                        desk.tasks()
                                .of(link::connect)
                                .onDone(problem ->
                                        problem.ifPresentOrElse(desk.overlay()::tell, this::look))
                                .start());
    }

    private void show(Detection detection) {
        cards.clear();
        content.getChildren().clear();
        detection
                .problems()
                .forEach(problem ->
                        content.getChildren().add(Notice.of(texts, Notice.Kind.WARNING, problem)));
        for (Found found : detection.products()) {
            ProductCard card = new ProductCard(texts, found, () -> choose(found));
            cards.add(card);
            content.getChildren().add(card.view());
        }
        if (detection.products().isEmpty()) {
            content.getChildren()
                    .add(
                            new Notice(
                                    Notice.Kind.INFO,
                                    texts.get("detect.nothing"),
                                    texts.get("detect.nothing-text")));
        }
        host(detection.host());
        foot.others(
                Action.plain(
                        texts.get("detect.again"),
                        () -> {
                            session.lookAgain();
                            look();
                        }),
                Action.plain(
                        texts.get("detect.leftovers"),
                        () ->
                                session.link()
                                        .ifPresent(link -> new LeftoversCard(desk, link).open())));
        Found chosen = session.foundProperty().get();
        if (chosen != null && detection.products().contains(chosen)) {
            choose(chosen);
        } else if (detection.products().size() == 1) {
            choose(detection.products().getFirst());
        } else {
            String why =
                    texts.get(detection.products().isEmpty() ? "detect.nothing" : "detect.choose");
            foot.primary(Action.main(texts.get("detect.next"), () -> {}).unless(why));
        }
    }

    private void host(Facts host) {
        content.getChildren()
                .addAll(Ui.heading(texts.get("detect.host")), new FactTable(texts, host).view());
    }

    private void choose(Found found) {
        boolean other = !found.equals(session.foundProperty().get());
        if (other) {
            session.planProperty().set(null);
            session.foundProperty().set(found);
            session.link()
                    .ifPresent(link ->
                            desk.tasks()
                                    .of(() -> {
                                        Shell shell = link.shell();
                                        return desk.engine().detector().releases(shell, found);
                                    })
                                    .onError(LinkLost.class, this::lost)
                                    .onDone(releases -> {
                                        if (found.equals(session.foundProperty().get())) {
                                            session.releasesProperty().set(releases);
                                        }
                                    })
                                    .start());
            remember(found);
        }
        cards.forEach(card -> card.select(card.found().equals(found)));
        foot.primary(Action.main(texts.get("detect.next"), () -> desk.nav().go(PageKind.PLAN)));
    }

    private void remember(Found found) {
        var target = session.targetProperty().get();
        if (target == null || target.environment().equals("practice")) {
            return;
        }
        String version = found.version().map(Version::text).orElse("");
        Saved saved =
                new Saved(target, found.runbook().id(), version, desk.clock().instant().toString());
        desk.tasks()
                .of(() -> desk.engine().targets().save(saved))
                .onDone(problem -> problem.ifPresent(desk.overlay()::tell))
                .start();
    }
}
