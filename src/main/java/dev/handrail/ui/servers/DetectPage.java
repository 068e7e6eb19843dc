package dev.handrail.ui.servers;

import dev.handrail.detect.DetectedProduct;
import dev.handrail.detect.DetectionResult;
import dev.handrail.model.Facts;
import dev.handrail.model.Message;
import dev.handrail.model.Plan;
import dev.handrail.model.Problem;
import dev.handrail.model.Run;
import dev.handrail.model.Version;
import dev.handrail.remote.ConnectionLostException;
import dev.handrail.remote.ServerShell;
import dev.handrail.store.settings.SavedServers.SavedServer;
import dev.handrail.ui.feed.RunModel;
import dev.handrail.ui.kit.NoticeBox;
import dev.handrail.ui.kit.Texts;
import dev.handrail.ui.kit.Ui;
import dev.handrail.ui.page.Page;
import dev.handrail.ui.page.PageAction;
import dev.handrail.ui.page.PageActions;
import dev.handrail.ui.page.PageContext;
import dev.handrail.ui.page.PageKind;
import dev.handrail.ui.page.PageLayout;
import dev.handrail.ui.session.WindowSession;

import javafx.scene.Node;
import javafx.scene.layout.VBox;

import java.util.ArrayList;
import java.util.List;

/// Shows what is installed on the server, and how that was seen.
public final class DetectPage implements Page {
    private final PageContext desk;
    private final Texts texts;
    private final WindowSession session;
    private final PageActions foot = new PageActions();
    private final PageLayout box;
    private final VBox content = Ui.column(12);
    private final List<ProductCard> cards = new ArrayList<>();

    public DetectPage(PageContext desk) {
        this.desk = desk;
        this.texts = desk.texts();
        this.session = desk.session();
        this.box = new PageLayout(texts.get("detect.title"), texts.get("detect.lead"));
        box.addSections(content);
    }

    @Override
    public Node view() {
        return box.view();
    }

    @Override
    public PageActions pageActions() {
        return foot;
    }

    @Override
    public void onShown() {
        RunModel model = session.runProperty().get();
        Run run = model == null ? null : model.runProperty().get();
        if (run != null) {
            showPastPlan(run.start().plan());
            return;
        }
        DetectionResult known = session.detectionProperty().get();
        if (known != null) {
            showDetection(known);
        } else {
            detectProducts();
        }
    }

    private void showPastPlan(Plan.Ready plan) {
        FactTable table = new FactTable(texts, plan.facts());
        content.getChildren()
                .setAll(
                        Ui.card(
                                Ui.label(
                                        plan.productName() + " " + plan.from().text(),
                                        "card-title")),
                        Ui.sectionTitle(texts.get("detect.facts")),
                        table.view());
        foot.setPrimary(PageAction.main(texts.get("detect.to-run"), desk.nav()::goToRun));
    }

    private void detectProducts() {
        content.getChildren()
                .setAll(
                        Ui.wrappedText(texts.get("detect.looking"), "muted"),
                        Ui.indeterminateBar());
        foot.setPrimary(
                PageAction.main(texts.get("detect.next"), () -> {})
                        .withDisabledReason(texts.get("detect.looking")));
        session.currentLink()
                .ifPresent(link ->
                        desk.tasks()
                                .of(() ->
                                        desk.engine()
                                                .detector()
                                                .detectProducts(link.currentShell()))
                                .onError(ConnectionLostException.class, this::showLinkLost)
                                .onDone(detection -> {
                                    if (session.currentLink().filter(link::equals).isPresent()) {
                                        session.detectionProperty().set(detection);
                                        showDetection(detection);
                                    }
                                })
                                .start());
    }

    private void showLinkLost(ConnectionLostException lost) {
        content.getChildren()
                .setAll(
                        NoticeBox.of(
                                texts,
                                new Problem(
                                        "link",
                                        lost.reason(),
                                        Message.literal(texts.get("detect.lost")))));
        foot.setPrimary(PageAction.main(texts.get("detect.reconnect"), this::reconnectServer));
    }

    private void reconnectServer() {
        session.currentLink()
                .ifPresent(link ->
                        desk.tasks()
                                .of(link::connect)
                                .onDone(problem ->
                                        problem.ifPresentOrElse(
                                                desk.overlay()::showProblem, this::detectProducts))
                                .start());
    }

    private void showDetection(DetectionResult detection) {
        cards.clear();
        content.getChildren().clear();
        detection
                .problems()
                .forEach(problem ->
                        content.getChildren()
                                .add(NoticeBox.of(texts, NoticeBox.NoticeKind.WARNING, problem)));
        for (DetectedProduct found : detection.products()) {
            ProductCard card = new ProductCard(texts, found, () -> chooseProduct(found));
            cards.add(card);
            content.getChildren().add(card.view());
        }
        if (detection.products().isEmpty()) {
            content.getChildren()
                    .add(
                            new NoticeBox(
                                    NoticeBox.NoticeKind.INFO,
                                    texts.get("detect.nothing"),
                                    texts.get("detect.nothing-text")));
        }
        showHostFacts(detection.host());
        foot.setOthers(
                PageAction.plain(
                        texts.get("detect.again"),
                        () -> {
                            session.forgetDetection();
                            detectProducts();
                        }),
                PageAction.plain(
                        texts.get("detect.leftovers"),
                        () ->
                                session.currentLink()
                                        .ifPresent(
                                                link -> new ArtifactsCard(desk, link).openCard())));
        DetectedProduct chosen = session.foundProperty().get();
        if (chosen != null && detection.products().contains(chosen)) {
            chooseProduct(chosen);
        } else if (detection.products().size() == 1) {
            chooseProduct(detection.products().getFirst());
        } else {
            String why =
                    texts.get(detection.products().isEmpty() ? "detect.nothing" : "detect.choose");
            foot.setPrimary(
                    PageAction.main(texts.get("detect.next"), () -> {}).withDisabledReason(why));
        }
    }

    private void showHostFacts(Facts host) {
        content.getChildren()
                .addAll(
                        Ui.sectionTitle(texts.get("detect.host")),
                        new FactTable(texts, host).view());
    }

    private void chooseProduct(DetectedProduct found) {
        boolean other = !found.equals(session.foundProperty().get());
        if (other) {
            session.planProperty().set(null);
            session.foundProperty().set(found);
            session.currentLink()
                    .ifPresent(link ->
                            desk.tasks()
                                    .of(() -> {
                                        ServerShell shell = link.currentShell();
                                        return desk.engine().detector().listReleases(shell, found);
                                    })
                                    .onError(ConnectionLostException.class, this::showLinkLost)
                                    .onDone(releases -> {
                                        if (found.equals(session.foundProperty().get())) {
                                            session.releasesProperty().set(releases);
                                        }
                                    })
                                    .start());
            saveServer(found);
        }
        cards.forEach(card -> card.setSelected(card.foundProduct().equals(found)));
        foot.setPrimary(
                PageAction.main(
                        texts.get("detect.next"), () -> desk.nav().goToPage(PageKind.PLAN)));
    }

    private void saveServer(DetectedProduct found) {
        var target = session.targetProperty().get();
        if (target == null || target.practice()) {
            return;
        }
        String version = found.installedVersion().map(Version::text).orElse("");
        SavedServer saved =
                new SavedServer(
                        target, found.runbook().id(), version, desk.clock().instant().toString());
        desk.tasks()
                .of(() -> desk.engine().targets().saveServer(saved))
                .onDone(problem -> problem.ifPresent(desk.overlay()::showProblem))
                .start();
    }
}
